// Nothing that a person wrote, no token and no address comes out of a line in which everything breaks: neither in its log nor in
// what it answers, nor when nobody caught the error.

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { factsOf } from '../../src/last-resort.ts';

const CANARY = 'canary7261';

test('with a canary in every error and in all that is sent, none is in the output or in an answer', async () => {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'house-that-breaks.ts')],
    {
      env: { PATH: process.env['PATH'], CANARY },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect(complained).toBe('');
  expect(said).not.toContain(CANARY);
  const lines = said.trim().split('\n');
  expect(lines.at(-1)).toBe('end, and still alive');
  for (const code of [
    'http/failed',
    'turn/exception',
    'turn/dead-letter',
    'turn/no-apology',
    'process/unhandled-rejection',
    'process/uncaught-exception',
  ]) {
    expect([code, lines.some((line) => line.includes(`"code":"${code}"`))]).toEqual([code, true]);
  }
  expect(lines.filter((line) => line.startsWith('HTTP 5')).length).toBeGreaterThan(3);
  expect(lines.filter((line) => line.startsWith('HTTP 4')).length).toBeGreaterThan(6);
  expect(lines.find((line) => line.includes('uncaught'))).toMatch(
    /"kind":"Error","at":"unknown"|"at":"[\w./-]+:\d+"/,
  );
}, 60_000);

test('the place of an error is told without its words, whatever it is', () => {
  const error = new TypeError(`${CANARY}\n    at ${CANARY} (/src/${CANARY}.ts:1:1)`);
  expect(factsOf(error).kind).toBe('TypeError');
  expect(JSON.stringify(factsOf(error))).not.toContain(CANARY);
  const coded = Object.assign(new Error(CANARY), { code: 'ECONNRESET' });
  expect(factsOf(coded).kind).toBe('ECONNRESET');
  for (const odd of [
    CANARY,
    { message: CANARY },
    null,
    undefined,
    5,
    Object.assign(new Error(CANARY), { name: CANARY.repeat(9) }),
  ])
    expect(JSON.stringify(factsOf(odd))).not.toContain(CANARY);
  const here = new URL('../../src/', import.meta.url).href;
  const ours = new Error(CANARY);
  ours.stack = `Error: ${CANARY}\n    at think (${here}runtime/mind.ts:120:9)\n    at run (node:internal/x:1:1)`;
  expect(factsOf(ours)).toEqual({ kind: 'Error', at: 'runtime/mind.ts:120' });
});
