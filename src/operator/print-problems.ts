// Problems as lines that editors can jump to: `file:line:column code message, hint`. Must not know how they were found.

import type { Problem } from '../model/problem.ts';

export function problemLine({ file, line, column, severity, code, message, hint }: Problem): string {
  const mark = severity === 'error' ? '' : 'warning ';
  return `${file}:${line}:${column} ${mark}${code} ${message} (${hint})`;
}

/** `3 errors, 1 warning` */
export function problemCount(problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  return `${errors} error${errors === 1 ? '' : 's'}, ${warnings} warning${warnings === 1 ? '' : 's'}`;
}
