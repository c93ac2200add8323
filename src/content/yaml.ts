// The only door to the YAML parser: bytes → plain values in which every scalar is a string, with places.
// Must not know any file kind.

import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  Schema,
  visit,
  type YAMLMap,
} from 'yaml';
import { decode, lineAndColumn, unprintable } from './decode.ts';
import type { ProblemCode } from './problem-codes.ts';
import { problemAt } from './report.ts';
import {
  FORBIDDEN_KEYS,
  MAXIMUM_DEPTH,
  MOST_PROBLEMS,
  type Path,
  type ReadResult,
  type Source,
} from './source.ts';
import { type Complaint, yamlMistake } from './yaml-mistake.ts';

// One schema for all documents, because making one takes as long as parsing a small file. uniqueKeys would
// compare every key with every other; `plainMap` finds duplicates in one pass.
const OPTIONS = {
  schema: new Schema({ schema: 'failsafe' }),
  prettyErrors: false,
  uniqueKeys: false,
} as const;

/** Read one YAML file. Never throws; what cannot be read is a problem with its place. */
export function readYaml(file: string, bytes: Buffer): ReadResult {
  const { text, problems } = decode(file, bytes);
  if (text === null) return { source: null, problems };
  const deep = tooDeep(text);
  if (deep !== null) {
    const hint = 'Write it flatter; no content file needs more than a few levels.';
    const message = `This is nested more than ${MAXIMUM_DEPTH} levels deep.`;
    const place = { file, ...lineAndColumn(text, deep) };
    return { source: null, problems: [problemAt('content/too-deep', place, message, hint)] };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { ...OPTIONS, lineCounter: lines });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const complaint = firstComplaint(document, text);
  if (complaint) {
    const { code, message, hint, offset } = yamlMistake(complaint);
    return { source: null, problems: [problemAt(code, place(offset), message, hint)] };
  }
  const say: Say = (code, node, message, hint) => {
    if (problems.length < MOST_PROBLEMS) problems.push(problemAt(code, place(start(node)), message, hint));
  };
  const value = plain(document.contents, say);
  if (problems.length > 0) return { source: null, problems };
  const source: Source = {
    file,
    value,
    at: (path) => place(start(find(document, path))),
    keyAt: (path) => place(start(keyNode(document, path) ?? find(document, path))),
    find: (path, words) => {
      const node = find(document, path);
      const from = start(node);
      const to = isScalar(node) ? (node.range?.[1] ?? from) : from;
      const within = text.slice(from, to).indexOf(words);
      return place(within === -1 ? from : from + within);
    },
  };
  return { source, problems };
}

type Say = (code: ProblemCode, node: Node, message: string, hint: string) => void;

/** The parser recurses, so depth is bounded on the text: the offset where it goes too deep, or null. */
function tooDeep(text: string): number | null {
  const indented = /^[ ]{120}|^[ ]*(?:[-?:][ ]+){12}/m.exec(text);
  if (indented) return indented.index;
  let open = 0;
  for (const bracket of text.matchAll(/[[\]{}]/g)) {
    open = bracket[0] === '[' || bracket[0] === '{' ? open + 1 : Math.max(0, open - 1);
    if (open > MAXIMUM_DEPTH) return bracket.index;
  }
  return null;
}

/** The first mistake of a document; what follows it is mostly its consequence. */
function firstComplaint(document: Document, text: string): Complaint | null {
  const [error] = [...document.errors].sort((a, b) => a.pos[0] - b.pos[0]);
  if (!error) return null;
  // A wrong indentation is told where the line's own text begins, not at its first space.
  let offset = error.pos[0];
  while (text[offset] === ' ') offset++;
  let quote: number | null = null;
  let bracket: number | null = null;
  visit(document, {
    Node(_key, node) {
      const from = start(node);
      if (from >= offset) return;
      if (isScalar(node) && /^QUOTE/.test(node.type ?? '')) quote = Math.max(quote ?? 0, from);
      const open = isCollection(node) && node.flow === true && (node.range?.[1] ?? 0) >= offset;
      if (open) bracket = Math.max(bracket ?? 0, from);
    },
  });
  const deeper = /IMPLICIT_KEY/.test(error.code) ? deeperLine(text, offset) : null;
  return { code: error.code, message: error.message, offset: deeper ?? offset, quote, bracket };
}

/** A key that is indented too far continues the text above it, where the parser complains: the key's offset, or null. */
function deeperLine(text: string, offset: number): number | null {
  const from = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  if (end === -1 || /:(\s|$)/.test(text.slice(offset, end))) return null;
  const own = /^(?: |- )*/.exec(text.slice(from, end))![0].length;
  const below = /^(\s*\n)*( *)[\w-]+:(?=\s)/.exec(text.slice(end + 1));
  if (!below || below[2]!.length <= own) return null;
  return end + 1 + (below[0].length - below[0].trimStart().length);
}

function plain(node: unknown, say: Say): unknown {
  if (isAlias(node) || (isCollection(node) && node.anchor) || (isScalar(node) && node.anchor)) {
    const name = isAlias(node) ? `*${node.source}` : `&${node.anchor}`;
    const hint = 'Write the text out; if it begins with & or *, put it in quotes.';
    say('content/alias', node, `References such as "${name}" are not allowed in content.`, hint);
    return '';
  }
  if ((isCollection(node) || isScalar(node)) && node.tag) {
    const hint = 'Remove the tag; if the text begins with !, put it in quotes.';
    say('content/tag', node, `Tags such as "${node.tag}" are not allowed in content.`, hint);
    return '';
  }
  if (isMap(node)) return plainMap(node, say);
  if (isSeq(node)) return node.items.map((item) => plain(item, say));
  if (!isScalar(node)) return '';
  const text = String(node.value);
  const bad = unprintable(text);
  if (bad)
    say(
      'content/control-character',
      node,
      `This text holds a character that cannot be shown (${bad}).`,
      'Delete it.',
    );
  return text;
}

function plainMap(map: YAMLMap, say: Say): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const { key, value } of map.items) {
    if (!isScalar(key) || key.anchor || key.tag) {
      const hint = 'Write a plain word before the colon; put it in quotes if it holds brackets.';
      say(
        'content/bad-key',
        isScalar(key) || isCollection(key) || isAlias(key) ? key : map,
        'This key is not a plain word.',
        hint,
      );
      continue;
    }
    const name = String(key.value);
    if (FORBIDDEN_KEYS.has(name)) {
      say('content/forbidden-key', key, `"${name}" cannot be used as a key.`, 'Choose another name.');
    } else if (Object.hasOwn(result, name)) {
      say('content/duplicate-key', key, `"${name}" is written twice.`, 'Keep one of them.');
    } else {
      result[name] = plain(value, say);
    }
  }
  return result;
}

function start(node: unknown): number {
  if (isScalar(node) || isCollection(node) || isAlias(node)) return node.range?.[0] ?? 0;
  return 0;
}

/** The key that the path ends with, if a map has it. */
function keyNode(document: Document, path: Path): unknown {
  const parent = path.length === 0 ? null : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  return parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))?.key;
}

/** The value at the path, or the nearest thing above it. */
function find(document: Document, path: Path): unknown {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (node === undefined || node === null) continue;
    // An empty value has no place of its own, and a missing one is best shown at the key above it.
    const empty = isScalar(node) && node.source === '' && node.type === 'PLAIN';
    return empty || length < path.length ? (keyNode(document, path.slice(0, length)) ?? node) : node;
  }
  return document.contents;
}
