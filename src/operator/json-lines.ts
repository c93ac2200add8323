// JSON lines in, JSON lines out: order kept, one line out for one in, and a bad line answered instead of stopping the rest.
// Must not know what the lines are about.

import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

export type Answer = (line: Readonly<Record<string, unknown>>) => object;

/** Answers every line of `input`; resolves to the number of lines that could not be answered. */
export async function answerLines(input: Readable, output: Writable, answer: Answer): Promise<number> {
  let wrong = 0;
  let number = 0;
  for await (const raw of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (raw.trim() === '') continue;
    const result = answerLine(raw, number, answer);
    if ('error' in result) wrong += 1;
    if (!output.write(`${JSON.stringify(result)}\n`)) {
      await new Promise((resolve) => output.once('drain', resolve));
    }
  }
  return wrong;
}

function answerLine(raw: string, number: number, answer: Answer): object {
  let line: unknown;
  try {
    line = JSON.parse(raw);
  } catch {
    return { id: null, error: `line ${number} is not JSON` };
  }
  if (typeof line !== 'object' || line === null || Array.isArray(line)) {
    return { id: null, error: `line ${number} is not an object` };
  }
  return answer(line as Readonly<Record<string, unknown>>);
}

export function stringIn(line: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = line[name];
  return typeof value === 'string' ? value : undefined;
}

export function stringsIn(line: Readonly<Record<string, unknown>>, name: string): readonly string[] {
  const value = line[name];
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}
