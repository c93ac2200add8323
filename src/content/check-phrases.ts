// No phrase may be too long, stand twice, or mean two things. Must not know how phrases are matched.

import { graphemes } from './graphemes.ts';
import type { ContentFile } from './read-file.ts';
import type { Report } from './report.ts';
import type { Path } from './source.ts';

/** Graphemes; the longest honest phrase we have is below 150. */
const LONGEST = 300;

/** Listeners that are asked one after the other: within one of these, a phrase has one meaning. */
const LISTENERS = [
  ['topics', 'intents', 'dangers', 'stubs', 'none', 'greetings'],
  ['dangers', 'harmless'],
  ['statuses'],
  ['needs'],
  ['stages'],
] as const;

type Written = { readonly text: string; readonly meaning: string; readonly path: Path };

export function checkPhrases({ data, source }: ContentFile<'phrases'>, report: Report): void {
  const told = new Set<string>();
  for (const listener of LISTENERS) {
    const first = new Map<string, Written>();
    for (const written of listener.flatMap((key) => allUnder(key, data[key] ?? {}))) {
      const key = written.path.join('\0');
      if (!told.has(key) && written.text.length > LONGEST && graphemes(written.text) > LONGEST) {
        told.add(key);
        const message = `This phrase has ${written.text.length} characters; nobody writes that much at once.`;
        report('content/phrase-too-long', source.at(written.path), message, 'Keep the words that matter.');
      }
      const sounds = normal(written.text);
      const before = first.get(sounds);
      if (!before) {
        first.set(sounds, written);
      } else if (!told.has(key)) {
        told.add(key);
        twice(written, before, source.at(written.path), source.at(before.path).line, report);
      }
    }
  }
}

function twice(
  written: Written,
  before: Written,
  place: Parameters<Report>[1],
  line: number,
  report: Report,
): void {
  if (written.meaning === before.meaning) {
    report(
      'content/phrase-repeated',
      place,
      `This phrase stands in line ${line} already.`,
      'Remove one of them.',
    );
  } else {
    const message = `This phrase means "${before.meaning}" in line ${line} and "${written.meaning}" here.`;
    report('content/phrase-twice', place, message, 'Keep it where it belongs, or make both clearer.');
  }
}

function allUnder(
  key: string,
  value: readonly string[] | Readonly<Partial<Record<string, readonly string[]>>>,
): Written[] {
  if (isList(value)) return value.map((text, index) => ({ text, meaning: key, path: [key, index] }));
  return Object.entries(value).flatMap(([name, phrases]) =>
    (phrases ?? []).map((text, index) => ({ text, meaning: name, path: [key, name, index] })),
  );
}

function isList(value: unknown): value is readonly string[] {
  return Array.isArray(value);
}

/** Case, punctuation and spacing make no difference to how a phrase is heard. */
function normal(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
