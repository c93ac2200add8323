// A source and a schema → typed data, or problems with their places. Must not know any kind of file.

import type * as z from 'zod';
import type { Problem } from '../model/problem.ts';
import { type Explained, explain, explainUnknownKey } from './explain-issue.ts';
import { nearest } from './nearest.ts';
import { problemAt } from './report.ts';
import { MOST_PROBLEMS, type Path, type Source } from './source.ts';

type Found = Explained & { readonly path: Path; readonly atKey: boolean };

/** Check a file against the schema of its kind; `data` is null when there is any problem. */
export function validate<S extends z.ZodType>(
  source: Source,
  schema: S,
): { data: z.output<S> | null; problems: Problem[] } {
  // What the library knows of an issue only while reporting it travels through its message text.
  const told: Explained[] = [];
  const allowed = new Map<number, readonly string[]>();
  const result = schema.safeParse(source.value, {
    error: (issue) => {
      const shape =
        issue.code === 'unrecognized_keys' ? (issue.inst as { shape?: object } | undefined)?.shape : null;
      if (shape) allowed.set(told.length, Object.keys(shape));
      told.push(explain(issue));
      return String(told.length - 1);
    },
  });
  if (result.success) return { data: result.data, problems: [] };
  const found = result.error.issues
    .slice(0, MOST_PROBLEMS)
    .flatMap((issue) => unfold(issue, [], told, allowed))
    .slice(0, MOST_PROBLEMS);
  const problems = withoutEchoes(found).map(({ code, message, hint, path, atKey }) =>
    problemAt(code, atKey ? source.keyAt(path) : source.at(path), message, inForm(source, hint)),
  );
  return { data: null, problems };
}

/** A hint for YAML in the words of JSON, if the file is one. */
function inForm({ file }: Source, hint: string): string {
  if (!file.endsWith('.json')) return hint;
  return hint
    .replace(/^Add the line "([^"]+):" with a text\.$/, 'Add "$1": "…".')
    .replace(/^Add the line "([^"]+):" with a group of keys\.$/, 'Add "$1": { … }.');
}

/** A misspelt key is one mistake, though the schema misses the right key as well. */
function withoutEchoes(found: readonly Found[]): readonly Found[] {
  const parent = ({ path }: Found) => JSON.stringify(path.slice(0, -1));
  const key = ({ path }: Found) => String(path.at(-1));
  const echoes = new Set<Found>();
  const kept = found.map((each) => {
    if (each.code !== 'content/unknown-key') return each;
    const missing = found.filter(
      (other) => other.code === 'content/missing-key' && parent(other) === parent(each),
    );
    const meant = nearest(key(each), missing.map(key));
    const echo = missing.find((other) => key(other) === meant);
    if (!echo) return each;
    echoes.add(echo);
    return { ...each, hint: `Did you mean "${meant}"?` };
  });
  return kept.filter((each) => !echoes.has(each));
}

function unfold(
  issue: z.core.$ZodIssue,
  above: Path,
  told: readonly Explained[],
  allowed: ReadonlyMap<number, readonly string[]>,
): Found[] {
  const path = [...above, ...(issue.path as Path)];
  const index = Number(issue.message);
  if (issue.code === 'unrecognized_keys') {
    const known = allowed.get(index) ?? [];
    return issue.keys
      .slice(0, MOST_PROBLEMS)
      .map((key) => ({ ...explainUnknownKey(key, known), path: [...path, key], atKey: true }));
  }
  if (issue.code === 'invalid_union' && told[index]?.code !== 'content/missing-key') {
    const branch = likeliest(issue.errors);
    if (branch) return branch.flatMap((inner) => unfold(inner, path, told, allowed));
  }
  const explained = told[index]!;
  return [
    { ...explained, path, atKey: issue.code === 'invalid_key' || explained.code === 'content/missing-key' },
  ];
}

/** The alternative that the author meant: the one that got furthest. */
function likeliest(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | null {
  const wrongAtOnce = (branch: readonly z.core.$ZodIssue[]) =>
    branch.some((issue) => issue.path.length === 0 && issue.code === 'invalid_type');
  return (
    branches.find((branch) => !wrongAtOnce(branch) && branch[0]?.code !== 'invalid_value') ??
    branches.find((branch) => !wrongAtOnce(branch)) ??
    branches[0] ??
    null
  );
}
