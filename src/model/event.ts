// What happened, as the engine hears it. Must not know channels.

import type { Meaning } from './meaning.ts';
import type { PlaceId } from './place.ts';

/** `language` is a hint from the page or profile, spoken to a person who is new until her words tell. */
export type Event =
  /** The person opened the conversation without a word. `topic` when a link or poster named one. */
  | { readonly type: 'arrived'; readonly topic?: string; readonly language?: string }
  | { readonly type: 'said'; readonly meaning: Meaning; readonly language?: string }
  /** A button was pressed, new or old; `option` is its id. */
  | { readonly type: 'chose'; readonly option: string; readonly language?: string }
  /** A shared location, already turned into the nearest known place; null when none is near. The coordinates are gone. */
  | { readonly type: 'located'; readonly place: PlaceId | null; readonly language?: string }
  /** Something that cannot be read. */
  | {
      readonly type: 'sent';
      readonly what: 'voice' | 'image' | 'file' | 'sticker' | 'contact' | 'other';
      readonly language?: string;
    }
  | { readonly type: 'unreadable'; readonly why: 'empty' | 'too-long' }
  | { readonly type: 'reminded'; readonly to: string };
