// Writes what was learned of dangers and intents into bytes and reads it back. Must not know files.

import type { Phrases } from '../../model/phrase.ts';
import type { LearnedSignals } from './guess-signals.ts';
import { TABLE } from './signs.ts';

/** Changes whenever the method or this form does, so that old bytes are never read. */
const VERSION = 'signals 6';

/** `<length of head, 4 bytes><head as JSON><cells>`; empty when nothing was learned. */
export function packSignals(learned: LearnedSignals | null): Uint8Array {
  if (learned === null) return new Uint8Array();
  const head = new TextEncoder().encode(
    JSON.stringify({ version: VERSION, labels: learned.labels, step: learned.step }),
  );
  const bytes = new Uint8Array(4 + head.length + learned.cells.length);
  new DataView(bytes.buffer).setUint32(0, head.length);
  bytes.set(head, 4);
  bytes.set(
    new Uint8Array(learned.cells.buffer, learned.cells.byteOffset, learned.cells.length),
    4 + head.length,
  );
  return bytes;
}

/** Null when the bytes are empty, cut, or of another version. */
export function unpackSignals(bytes: Uint8Array): LearnedSignals | null {
  try {
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
    const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
    const cells = new Int8Array(bytes.slice(4 + length).buffer);
    if (head.version !== VERSION || cells.length !== (TABLE + 1) * (head.labels.length + 1)) return null;
    return { labels: head.labels, step: head.step, cells };
  } catch {
    return null;
  }
}

/** Names what is learned from: changes with every phrase, list and pattern. */
export function signalsKey(all: Iterable<Phrases>): string {
  let key = 0x811c9dc5;
  const take = (text: string) => {
    for (let at = 0; at <= text.length; at++)
      key = Math.imul(key ^ (at === text.length ? 0x1ffff : text.charCodeAt(at)), 0x01000193);
  };
  take(VERSION);
  for (const { language, topics, intents, dangers, words, patterns, ...lists } of all) {
    take(language);
    for (const group of [topics, intents, dangers, words ?? new Map(), patterns ?? new Map()])
      for (const [name, texts] of group) for (const text of [name, ...texts]) take(text);
    for (const text of [...lists.harmless, ...lists.none, ...lists.greetings]) take(text);
  }
  return (key >>> 0).toString(16).padStart(8, '0');
}
