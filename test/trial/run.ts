// `npm run trial -- [--row 9] [--conversations 200] [--seed 1] [--minutes 10] [--small]`: runs the rows and prints a table; `--list` says which
// test holds each row. The built program
// is what is tried: `npm run build` comes first. Exit 1 when a promise was broken.

import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { ELSEWHERE, type Elsewhere } from './elsewhere.ts';
import { createRandom } from './rig/random.ts';
import type { Check, Row } from './row.ts';
import { ROWS } from './rows.ts';

const { values } = parseArgs({
  options: {
    row: { type: 'string', multiple: true },
    seed: { type: 'string' },
    conversations: { type: 'string', default: '200' },
    minutes: { type: 'string', default: '10' },
    short: { type: 'boolean', default: false },
    small: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const wanted = values.row?.flatMap((list) => list.split(',')).map(Number);
const rows = ROWS.filter(({ number }) => wanted === undefined || wanted.includes(number));

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function line(row: Row, checks: readonly Check[]): string {
  const good = checks.every((check) => check.good);
  const shown = checks.map(
    (check) => `${check.good ? '' : '**'}${check.promise}: ${check.measured}${check.good ? '' : '**'}`,
  );
  return `| ${row.number} | ${cell(row.name)} | ${cell(shown.join('; '))} | ${good ? 'holds' : '**BROKEN**'} |`;
}

function elsewhere({ number, fault, tests, without }: Elsewhere): string {
  const held = tests.map((path) => `\`${path}\``).join(', ');
  const left = without === undefined ? '' : `${held && '; '}left out: ${without}`;
  return `| ${number} | ${cell(fault)} | ${held}${cell(left)} |`;
}

if (values.list) {
  const here = ROWS.map(
    ({ number, name }) => [number, `| ${number} | ${cell(name)} | this trial |`] as const,
  );
  const there = ELSEWHERE.map((one) => [one.number, elsewhere(one)] as const);
  const all = [...here, ...there].sort(([a], [b]) => a - b).map(([, text]) => text);
  console.log(['| R | fault | held by |', '| --- | --- | --- |', ...all].join('\n'));
  process.exit(0);
}

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
console.log(
  `seed ${seed}, commit ${commit}, ${values.conversations} conversations${values.small ? ', small line' : ''}\n`,
);
const lines: string[] = [];
let broken = 0;
for (const row of rows) {
  const began = performance.now();
  const tell = (text: string) =>
    console.error(`  R${row.number} ${((performance.now() - began) / 1000).toFixed(0)} s: ${text}`);
  const checks = await row
    .run({
      seed,
      conversations: Number(values.conversations),
      minutes: Number(values.minutes),
      short: values.short,
      small: values.small || values.short,
      random: createRandom(seed + row.number),
      tell,
    })
    .catch((error: unknown): Check[] => [
      {
        promise: 'the rig',
        measured: error instanceof Error ? (error.stack ?? error.message) : 'broke',
        good: false,
      },
    ]);
  if (!checks.every(({ good }) => good)) broken += 1;
  lines.push(line(row, checks));
  tell(lines.at(-1)!);
}
console.log(['| R | fault | measured | |', '| --- | --- | --- | --- |', ...lines].join('\n'));
process.exit(broken === 0 ? 0 : 1);
