// Languages of a line and texts written in several of them. Must not know any particular language.

/** A BCP 47 language code as used in file names, e.g. `ar`, `uk`. */
export type LanguageCode = string;

/** What several messages said about a language: sums of log probabilities; `floor` holds for every language not listed. */
export type LanguageEvidence = {
  readonly floor: number;
  readonly sums: Readonly<Record<LanguageCode, number>>;
};

export type Direction = 'ltr' | 'rtl';

/** The same short text in several languages, as an operator wrote it in YAML. */
export type Texts = Readonly<Record<LanguageCode, string>>;

export type Review =
  | { readonly status: 'draft' }
  | { readonly status: 'reviewed'; readonly by: string; readonly date: string };

/** One language of a line: its own name, its direction, and whether a native speaker has read it. */
export type Language = {
  readonly code: LanguageCode;
  /** The language's name in itself, e.g. `العربية`. */
  readonly name: string;
  readonly direction: Direction;
  readonly review: Review;
};
