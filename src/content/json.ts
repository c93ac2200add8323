// Reads a JSON file of texts with the place of every key and value. Must not know what the texts are for.

import { decode, lineAndColumn, unprintable } from './decode.ts';
import type { ProblemCode } from './problem-codes.ts';
import { problemAt } from './report.ts';
import { FORBIDDEN_KEYS, MAXIMUM_DEPTH, type Path, type ReadResult } from './source.ts';

type Found = {
  readonly value: unknown;
  readonly start: number;
  readonly parts: ReadonlyMap<string | number, Part>;
};
type Part = { readonly keyStart: number; readonly found: Found };

class Mistake {
  readonly code: ProblemCode;
  readonly offset: number;
  readonly message: string;
  readonly hint: string;

  constructor(code: ProblemCode, offset: number, message: string, hint: string) {
    this.code = code;
    this.offset = offset;
    this.message = message;
    this.hint = hint;
  }
}

/** Read one JSON file strictly. Never throws; the first mistake is a problem with its place. */
export function readJson(file: string, bytes: Buffer): ReadResult {
  const { text, problems } = decode(file, bytes);
  if (text === null) return { source: null, problems };
  const place = (offset: number) => ({ file, ...lineAndColumn(text, offset) });
  let root: Found;
  try {
    root = parse(text);
  } catch (thrown) {
    if (!(thrown instanceof Mistake)) throw thrown;
    const { code, offset, message, hint } = thrown;
    return { source: null, problems: [problemAt(code, place(offset), message, hint)] };
  }
  const offsetOf = (path: Path, key: boolean) => {
    let found = root;
    let start = root.start;
    for (const [depth, step] of path.entries()) {
      const part = found.parts.get(step);
      if (!part) break;
      found = part.found;
      start = key || depth < path.length - 1 ? part.keyStart : found.start;
    }
    return start;
  };
  const walk = (path: Path, key: boolean) => place(offsetOf(path, key));
  const source = {
    file,
    value: root.value,
    at: (path: Path) => walk(path, false),
    keyAt: (path: Path) => walk(path, true),
    find: (path: Path, words: string) => {
      const from = offsetOf(path, false);
      const raw = text[from] === '"' ? (rawString(text, from) ?? '') : '';
      return place(from + Math.max(0, raw.indexOf(words)));
    },
  };
  return { source, problems };
}

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\n\r]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const OTHER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const NO_PARTS: ReadonlyMap<string | number, Part> = new Map();

function rawString(text: string, offset: number): string | null {
  STRING.lastIndex = offset;
  return STRING.exec(text)?.[0] ?? null;
}

function parse(text: string): Found {
  let at = 0;
  const skip = () => {
    SPACE.lastIndex = at;
    SPACE.exec(text);
    at = SPACE.lastIndex;
  };
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match ? match[0] : null;
  };
  const expected = (what: string, hint: string) =>
    new Mistake(
      'content/syntax',
      at,
      at >= text.length ? `The file ends where ${what} is expected.` : `Here ${what} is expected.`,
      hint,
    );

  const howToGoOn = () => {
    if (at >= text.length) return 'Add } to close what was opened.';
    if (text[at] === '"') return 'Put a comma between two entries.';
    return 'Write \\" for a quotation mark inside a text, and put a comma between two entries.';
  };

  const string = (): string => {
    const start = at;
    const raw = take(STRING);
    if (raw === null) {
      if (text[at] !== '"') throw expected('a text in double quotes', 'Put it in straight double quotes.');
      throw new Mistake(
        'content/syntax',
        at,
        'A text opens here and is not closed on this line.',
        'Add the closing ", write \\" for a quote inside, \\n for a new line.',
      );
    }
    const value = JSON.parse(raw) as string;
    const bad = unprintable(value);
    if (bad)
      throw new Mistake(
        'content/control-character',
        start,
        `This text holds a character that cannot be shown (${bad}).`,
        'Delete it.',
      );
    return value;
  };

  const object = (start: number, depth: number): Found => {
    const value: Record<string, unknown> = {};
    const parts = new Map<string, Part>();
    at++;
    skip();
    while (text[at] !== '}') {
      if (parts.size > 0) {
        if (text[at] !== ',') throw expected('a comma or a closing bracket', howToGoOn());
        const comma = at;
        at++;
        skip();
        if (text[at] === '}')
          throw new Mistake(
            'content/syntax',
            comma,
            'A comma stands before the closing bracket.',
            'Remove the comma after the last entry.',
          );
      }
      const keyStart = at;
      const key = string();
      if (FORBIDDEN_KEYS.has(key))
        throw new Mistake(
          'content/forbidden-key',
          keyStart,
          `"${key}" cannot be used as a key.`,
          'Choose another name.',
        );
      if (parts.has(key))
        throw new Mistake(
          'content/duplicate-key',
          keyStart,
          `"${key}" is written twice.`,
          'Keep one of them.',
        );
      skip();
      if (text[at] !== ':') throw expected('a colon', 'Write "key": "text".');
      at++;
      skip();
      const found = any(depth + 1);
      parts.set(key, { keyStart, found });
      value[key] = found.value;
      skip();
    }
    at++;
    return { value, start, parts };
  };

  const any = (depth: number): Found => {
    const start = at;
    if (depth > MAXIMUM_DEPTH)
      throw new Mistake(
        'content/too-deep',
        start,
        `This is nested more than ${MAXIMUM_DEPTH} levels deep.`,
        'Write it flatter.',
      );
    if (text[at] === '{') return object(start, depth);
    if (text[at] === '"') return { value: string(), start, parts: NO_PARTS };
    if (text[at] === '[')
      throw new Mistake(
        'content/wrong-type',
        start,
        'A list cannot stand here; texts are grouped by keys.',
        'Write { "key": "text" } instead.',
      );
    const other = take(OTHER);
    if (other === null) throw expected('a text in double quotes', 'Put it in straight double quotes.');
    throw new Mistake(
      'content/wrong-type',
      start,
      `${other} is not a text.`,
      `Put it in double quotes: "${other}".`,
    );
  };

  skip();
  const root = any(0);
  skip();
  if (at < text.length)
    throw expected('the end of the file', 'Remove what follows the last closing bracket.');
  return root;
}
