// Reads the training folder (docs/language-model.md): sentences and word counts per language. Must not know models.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { lettersOf } from '../../src/triage/language-model/letters.ts';
import { hashOf } from './chance.ts';

export type Sentence = { readonly letters: string; readonly everyday: boolean; readonly heldBack: boolean };
export type CountedWord = { readonly word: string; readonly count: number };
export type Text = {
  readonly code: string;
  readonly sentences: readonly Sentence[];
  readonly words: readonly CountedWord[];
};

/** One line in ten is held back to choose and to calibrate; the same lines on every run. */
const HELD_BACK = 10;

function everydayRanges(folder: string): Map<string, [number, number][]> {
  const ranges = new Map<string, [number, number][]>();
  for (const line of readFileSync(join(folder, 'sources.tsv'), 'utf8').split('\n').slice(1)) {
    const [file, source, first, last] = line.split('\t');
    if (file === undefined || source === undefined || !/^(tatoeba|storybooks)/.test(source)) continue;
    ranges.set(file, [...(ranges.get(file) ?? []), [Number(first), Number(last)]]);
  }
  return ranges;
}

function gzipLines(path: string): string[] {
  try {
    return gunzipSync(readFileSync(path)).toString('utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** The text of one language (or `other`) in the folder, made ready by `lettersOf`. */
export function readText(folder: string, code: string): Text {
  const ranges = everydayRanges(folder).get(`${code}.txt.gz`) ?? [];
  const sentences: Sentence[] = [];
  for (const [index, line] of gzipLines(join(folder, `${code}.txt.gz`)).entries()) {
    const letters = lettersOf(line);
    if (letters === '') continue;
    const everyday = ranges.some(([first, last]) => index + 1 >= first && index + 1 <= last);
    sentences.push({ letters, everyday, heldBack: hashOf(letters) % HELD_BACK === 0 });
  }
  const words: CountedWord[] = [];
  for (const line of gzipLines(join(folder, 'words', `${code}.tsv.gz`))) {
    const [word, count] = line.split('\t');
    const letters = lettersOf(word ?? '');
    if (letters !== '' && !letters.includes(' ')) words.push({ word: letters, count: Number(count) });
  }
  return { code, sentences, words };
}
