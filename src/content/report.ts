// Makes problems, with the severity that their code has in the table. Must not know what is checked.

import type { SourcePlace } from '../model/dialog.ts';
import type { Problem } from '../model/problem.ts';
import { PROBLEM_CODES, type ProblemCode } from './problem-codes.ts';

/** Takes a problem down. `hint` says in one sentence what to do. */
export type Report = (code: ProblemCode, place: SourcePlace, message: string, hint: string) => void;

/** One problem; file, line and column come from `place`. */
export function problemAt(code: ProblemCode, place: SourcePlace, message: string, hint: string): Problem {
  const { file, line, column } = place;
  return { file, line, column, code, severity: PROBLEM_CODES[code].severity, message, hint };
}

/** A `Report` that appends to `problems`. */
export function reportTo(problems: Problem[]): Report {
  return (code, place, message, hint) => {
    problems.push(problemAt(code, place, message, hint));
  };
}

/** Problems that others follow from, so they are told before them. */
const CAUSES: readonly string[] = [
  'content/duplicate-id',
  'content/language-not-written',
  'content/missing-language-file',
  'content/missing-safety-number',
  'content/missing-dialog',
  'content/missing-namespace',
] satisfies ProblemCode[];

/** Most problems of one code that are told of one file. */
const MOST_ALIKE = 20;

/** Causes first, then by file, line, column and code: the order in which they are read and shown. */
export function inReadingOrder(problems: readonly Problem[]): Problem[] {
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const rank = ({ code }: Problem) => (CAUSES.includes(code) ? 0 : 1);
  const sorted = [...problems].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      order(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      order(a.code, b.code),
  );
  return withoutFlood(sorted);
}

/** Of very many problems alike in one file, the first; the next one says how many more there are. */
function withoutFlood(problems: readonly Problem[]): Problem[] {
  const alike = (problem: Problem) => `${problem.file}\0${problem.code}`;
  const counts = new Map<string, number>();
  for (const problem of problems) counts.set(alike(problem), (counts.get(alike(problem)) ?? 0) + 1);
  const told = new Map<string, number>();
  return problems.flatMap((problem) => {
    const index = told.get(alike(problem)) ?? 0;
    told.set(alike(problem), index + 1);
    const more = counts.get(alike(problem))! - MOST_ALIKE;
    if (index < MOST_ALIKE || more === 1) return problem;
    if (index > MOST_ALIKE) return [];
    const message = `And ${more} more problems of this kind in this file.`;
    return { ...problem, message, hint: 'Mend those above first; often they have one cause.' };
  });
}
