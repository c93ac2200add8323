// Keeps what was learned of a line in dist/understanding, named by the content it was learned from.
// Must not know how it is learned.

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Line } from './model/line.ts';
import { learnLine, lineKey, splitPack } from './triage/lesson.ts';
import { describeTopics } from './triage/topic.ts';
import { unpackVerdicts } from './triage/verdicts/pack-verdicts.ts';

/** The same folder whether this runs from src/ or dist/. */
export const PACKS = resolve(dirname(fileURLToPath(import.meta.url)), '../dist/understanding');

/** What was learned of the line: read, or learned now (seconds) and kept. */
export function packOf(line: Line): Uint8Array {
  const key = lineKey(line);
  const kept = read(key);
  if (kept !== null) return kept;
  const training = learnLine(line);
  for (;;) {
    const { done, value } = training.next();
    if (done === true) return keep(line, key, value);
  }
}

/** The same, learned between other work, so that a running line goes on answering meanwhile. */
export async function packSoon(line: Line): Promise<Uint8Array> {
  const key = lineKey(line);
  const kept = read(key);
  if (kept !== null) return kept;
  const training = learnLine(line);
  for (;;) {
    const { done, value } = training.next();
    if (done === true) return keep(line, key, value);
    await setImmediate();
  }
}

function read(key: string): Uint8Array | null {
  try {
    return readFileSync(join(PACKS, `${key}.model`));
  } catch {
    return null;
  }
}

/** Beside the model stand its thresholds and the figures they came from. A folder that cannot be written is no harm. */
function keep(line: Line, key: string, pack: Uint8Array): Uint8Array {
  try {
    mkdirSync(PACKS, { recursive: true });
    const draft = join(PACKS, `${key}.${process.pid}.draft`);
    writeFileSync(draft, pack);
    renameSync(draft, join(PACKS, `${key}.model`));
    const { topics, verdicts } = splitPack(pack);
    const { danger, intent } = unpackVerdicts(verdicts) ?? {};
    const judged = {
      danger: danger && { from: danger.from, ...danger.figures },
      intent: intent && { from: intent.from, ...intent.figures },
    };
    const figures = { line: line.name, ...(topics && describeTopics(topics)), ...judged };
    writeFileSync(join(PACKS, `${key}.json`), `${JSON.stringify(figures, null, 2)}\n`);
  } catch {
    return pack;
  }
  return pack;
}
