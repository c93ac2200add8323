// A file that was read: its plain value, and where each part of it stands. Must not know YAML from JSON.

import type { SourcePlace } from '../model/dialog.ts';
import type { Problem } from '../model/problem.ts';

/** Keys and list positions from the top of a file down: `['name', 'fr']`, `['steps', 2, 'ask']`. */
export type Path = readonly (string | number)[];

export type Source = {
  /** Path below the root, with `/`. */
  readonly file: string;
  /** Objects, lists and strings; nothing else. */
  readonly value: unknown;
  /** Where the value stands; where it is missing, the nearest thing above it that is there. */
  at(path: Path): SourcePlace;
  /** Where the key itself stands; a list item or the whole file gives the same as `at`. */
  keyAt(path: Path): SourcePlace;
  /** Where `words` stand in the value as it is written; the value itself if they cannot be found there. */
  find(path: Path, words: string): SourcePlace;
};

/** What reading one file gave: a source, or the reason why there is none. */
export type ReadResult = { readonly source: Source | null; readonly problems: readonly Problem[] };

/** Deepest nesting that a content file may have; ours need eight. */
export const MAXIMUM_DEPTH = 32;

/** Keys that could reach behind an object; no content needs them. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Most problems told of one file; the others are told when these are gone. */
export const MOST_PROBLEMS = 100;
