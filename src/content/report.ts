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

/** By file, line, column, then code: the order in which they are read and shown. */
export function inReadingOrder(problems: readonly Problem[]): Problem[] {
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...problems].sort(
    (a, b) => order(a.file, b.file) || a.line - b.line || a.column - b.column || order(a.code, b.code),
  );
}
