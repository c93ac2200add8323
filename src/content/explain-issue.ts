// What the schema library complains about → a code and plain words for somebody who edits a file.
// Must not know where it stands.

import type * as z from 'zod';
import { didYouMean, listed } from './nearest.ts';
import type { ProblemCode } from './problem-codes.ts';
import { SHAPES, type ShapeName } from './shapes.ts';

/** A complaint with the key or value it is about; `keys` are those that stand too much. */
export type Explained = {
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint: string;
};

type RawIssue = z.core.$ZodRawIssue;

/** Explain one issue; `input` and `inst` are only known while the library reports it. */
export function explain(issue: RawIssue): Explained {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.input, issue.expected, issue.path ?? []);
    case 'invalid_value':
      return wrongValue(issue.input, issue.values.map(String), issue.path ?? []);
    case 'invalid_key':
      return wrongKey(issue);
    case 'unrecognized_keys':
      return { code: 'content/unknown-key', message: unknownKey(issue.keys[0] ?? ''), hint: 'Remove it.' };
    case 'too_small':
      return {
        code: 'content/empty-list',
        message: 'This list needs at least one entry.',
        hint: 'Add an entry.',
      };
    case 'custom':
      return wrongShape(issue.input, issue.params ?? {});
    case 'invalid_union':
      if (issue.input === undefined) return wrongType(issue.input, 'string', issue.path ?? []);
      return NOT_HERE;
    default:
      return NOT_HERE;
  }
}

const NOT_HERE: Explained = {
  code: 'content/wrong-type',
  message: 'This is not what belongs here.',
  hint: 'Look it up in docs/reference.md.',
};

/** For a key that the form does not have; `allowed` are the keys it does have. */
export function explainUnknownKey(key: string, allowed: readonly string[]): Explained {
  const otherwise = allowed.length > 0 ? `Remove it. Known keys: ${listed(allowed, 30)}.` : 'Remove it.';
  return { code: 'content/unknown-key', message: unknownKey(key), hint: didYouMean(key, allowed, otherwise) };
}

function unknownKey(key: string): string {
  return `"${key}" is not a key that is known here.`;
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
};

const typeOf = (value: unknown) =>
  Array.isArray(value) ? 'array' : typeof value === 'object' ? 'object' : 'string';

function wrongType(input: unknown, expected: string, path: readonly PropertyKey[]): Explained {
  const needed = WORDS[expected] ?? 'something else';
  if (input === undefined) {
    const key = String(path.at(-1));
    const hint = key === 'format' ? 'Add the line "format: 1".' : `Add the line "${key}:" with ${needed}.`;
    return { code: 'content/missing-key', message: `"${key}" is missing.`, hint };
  }
  if (input === '') {
    const message = `Nothing is written here, but ${needed} is needed.`;
    return { code: 'content/wrong-type', message, hint: 'Write it, or remove the key.' };
  }
  const hint =
    expected === 'array' ? 'Write [one, two], or each entry on a line of its own after "- ".' : HOW[expected];
  const message = `Here stands ${WORDS[typeOf(input)]}, but ${needed} is needed.`;
  return { code: 'content/wrong-type', message, hint: hint ?? 'Look it up in docs/reference.md.' };
}

const HOW: Readonly<Record<string, string>> = {
  string: 'Write one text; put it in quotes if it holds brackets or colons.',
  object: 'Write "key: value" lines below, indented by two spaces.',
  record: 'Write "key: value" lines below, indented by two spaces.',
};

function wrongValue(input: unknown, values: readonly string[], path: readonly PropertyKey[]): Explained {
  if (input === undefined) return wrongType(input, 'string', path);
  if (typeof input !== 'string') return wrongType(input, 'string', path);
  if (path.at(-1) === 'format') {
    const message = `Format "${input}" is not known to this program.`;
    return {
      code: 'content/wrong-format',
      message,
      hint: 'Write "format: 1", or install the program that fits the file.',
    };
  }
  const message = `"${shortened(input)}" is not one of the values allowed here.`;
  const otherwise = `Write one of: ${listed(values)}.`;
  return { code: 'content/unknown-value', message, hint: didYouMean(input, values, otherwise) };
}

function wrongKey(issue: Extract<RawIssue, { code: 'invalid_key' }>): Explained {
  const key = String(issue.path?.at(-1) ?? '');
  const [inner] = issue.issues as readonly z.core.$ZodIssue[];
  if (inner?.code === 'custom') return wrongShape(key, inner.params ?? {});
  if (inner?.code === 'invalid_value') return explainUnknownKey(key, inner.values.map(String));
  return explainUnknownKey(key, []);
}

function wrongShape(input: unknown, params: Readonly<Record<string, unknown>>): Explained {
  const missing = params['missing'] as readonly string[] | undefined;
  if (missing) {
    const names = missing.map((name) => `"${name}"`).join(' and ');
    return {
      code: 'content/missing-key',
      message: `${names} must stand here as well.`,
      hint: `Add ${names}.`,
    };
  }
  const { code, is, hint } = SHAPES[params['shape'] as ShapeName];
  if (input === '')
    return {
      code: 'content/empty-text',
      message: `Nothing is written here, but ${is} is needed.`,
      hint: params['shape'] === 'colour' ? COLOUR : 'Write it, or remove the line.',
    };
  const value = shortened(String(input));
  if (params['most'] !== undefined) {
    const range = `from ${params['least']} to ${params['most']}`;
    return { code, message: `"${value}" is not ${is} ${range}.`, hint: `Write a number ${range}.` };
  }
  // The commonest mistake in an id is a capital or a space.
  const small = String(input)
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  const isId = params['shape'] === 'id' && SHAPES.id.test(small);
  return { code, message: `"${value}" is not ${is}.`, hint: isId ? `Write "${small}".` : hint };
}

const COLOUR = 'Put the colour in quotes, as in "#1a5f7a": without them, # begins a comment.';

function shortened(value: string): string {
  return value.length > 60 ? `${value.slice(0, 57)}…` : value;
}
