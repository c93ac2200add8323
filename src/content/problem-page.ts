// docs/problems.md: every code that `check` can say. What stands below the marker is written by hand and kept.
// Must not know where codes are raised.

import { PROBLEM_CODES } from './problem-codes.ts';

/** Below this line the page holds the faults, codes of broken machinery, which other rooms document. */
export const MARKER = '<!-- Below this line the page is written by hand. -->';

/** The page in Markdown, with the part below the marker taken from `before`. */
export function problemPage(before: string): string {
  const at = before.indexOf(MARKER);
  const kept = at === -1 ? '\n' : before.slice(at + MARKER.length);
  const rows = Object.entries(PROBLEM_CODES).map(
    ([code, { severity, means }]) => `| \`${code}\` | ${severity} | ${means} |`,
  );
  return [
    '# Problems',
    '',
    '<!-- The table is written by `npm run schema` from src/content/problem-codes.ts. -->',
    '',
    'A problem is a mistake in a content file. `npx waypost check` shows each as `file:line:column code message`, with a hint.',
    'While the line runs, an error keeps the last good content in use; a warning does not. Codes are never reused.',
    '',
    '| code | severity | what it means |',
    '| --- | --- | --- |',
    ...rows,
    '',
    `${MARKER}${kept}`,
  ].join('\n');
}
