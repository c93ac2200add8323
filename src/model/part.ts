// A drawn piece for one channel: what `send` gets. Must not know where it came from.

import type { Direction, LanguageCode } from './language.ts';

/** What a channel can draw. Counts are graphemes unless `unit` says otherwise. */
export type Capabilities = {
  /** Most buttons beside one text; 0 when it has none. */
  readonly buttons: number;
  readonly buttonLabel: number;
  /** Most rows in a list; 0 when it has none. */
  readonly listRows: number;
  readonly listLabel: number;
  readonly text: number;
  /** Most text beside buttons, a list or a request for the location; `text` unless told. */
  readonly textWithChoices?: number;
  /** How the platform counts text. */
  readonly unit: 'graphemes' | 'utf16' | 'bytes';
  /** Bold and links as ranges beside the text, or plain text only. */
  readonly markup: 'ranges' | 'none';
  readonly location: boolean;
};

/** A range of the text in UTF-16 units. `href` is https, mailto or tel. */
export type Mark =
  | { readonly type: 'bold'; readonly start: number; readonly length: number }
  | { readonly type: 'link'; readonly start: number; readonly length: number; readonly href: string };

export type DrawnChoice = { readonly id: string; readonly label: string };

export type Part = {
  /** Stable and unique within the conversation, so that a repeated send can be recognised. */
  readonly id: string;
  readonly language: LanguageCode;
  readonly direction: Direction;
  /** Ready to send: isolates in place, within the channel's limit. */
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly choices: readonly DrawnChoice[];
  /** How the choices are drawn. Numbered ones already stand in the text as lines. */
  readonly draw: 'none' | 'buttons' | 'list' | 'numbered';
  /** The label that opens a list, in the person's language. */
  readonly listButton?: string;
  readonly askLocation?: boolean;
  /** Danger: the widget shows it as an alert, and quick exit beside it. */
  readonly urgent?: boolean;
  /** Everything held of the person was erased just before this was said: a page that shows old messages clears them. */
  readonly erased?: boolean;
};
