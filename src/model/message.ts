// What the line says, before it is put into a language and drawn. Must not know any language or channel.

import type { SourcePlace } from './dialog.ts';
import type { Reason } from './signposting.ts';

/** A value inside a text; names are looked up in the person's language when the text is rendered. */
export type Value =
  | string
  | number
  | { readonly topic: string }
  | { readonly group: string }
  | { readonly place: string }
  | { readonly language: string }
  | { readonly status: string }
  | { readonly need: string }
  /** ISO date `YYYY-MM-DD`, shown in the person's calendar words. */
  | { readonly date: string }
  | { readonly text: TextRef };

/** A text by its key: `common:menu.title`, with the values it needs. */
export type TextRef = { readonly key: string; readonly values?: Readonly<Record<string, Value>> };

/** One thing to choose. The id says what it means, so an old button still works. */
export type Choice = { readonly id: string; readonly label: Value };

/** One service in an answer. */
export type Card = {
  readonly service: string;
  readonly reasons: readonly Reason[];
  readonly freshness: 'fresh' | 'call-first' | 'unconfirmed';
  /** Shown as the support beside this finance service. */
  readonly pairOf?: string;
  /** For a finance service: the pair shown beside it. */
  readonly pairedWith?: string;
};

export type Message = {
  readonly texts: readonly TextRef[];
  readonly cards?: readonly Card[];
  /** The fixed text of a danger; rendered from safety/, never from locales/. */
  readonly danger?: {
    readonly topic: string;
    /** `numbers`: only the numbers, once the country is known. */
    readonly form: 'sure' | 'doubt' | 'second' | 'numbers';
    readonly country?: string;
  };
  readonly choices?: readonly Choice[];
  readonly askLocation?: boolean;
  /** For transcripts and failures: which step said it. */
  readonly from?: SourcePlace;
};
