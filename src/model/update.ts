// One inbound item from a channel. Must not know which channel library made it.

/** Where an answer goes. Opaque outside its channel; stored only encrypted. */
export type Address = {
  readonly channel: string;
  /** Tells this conversation from all others of the channel. */
  readonly to: string;
  /** What else the channel needs to answer, e.g. when the person last wrote. May change from update to update. */
  readonly note?: string;
};

export type Content =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'press'; readonly option: string }
  | { readonly type: 'location'; readonly latitude: number; readonly longitude: number }
  | {
      readonly type: 'attachment';
      readonly what: 'voice' | 'image' | 'file' | 'sticker' | 'contact' | 'other';
    }
  /** Opened without words; `topic` from a deep link, `language` a hint from a profile or a page. */
  | { readonly type: 'open'; readonly topic?: string; readonly language?: string }
  /** The person writes faster than the line answers: her words were not kept, and she is to be told. */
  | { readonly type: 'hurried' }
  /** Not from the person: a reminder is due; `to` is the step to go on with. */
  | { readonly type: 'reminded'; readonly to: string };

export type Update = {
  /** Unique on its channel; the same id twice is the same update. */
  readonly id: string;
  readonly address: Address;
  readonly content: Content;
  /** A language hint that came with it (page, profile), not proof. */
  readonly language?: string;
};
