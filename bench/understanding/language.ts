// `npm run bench:language -- FOLDER`: our language model beside the libraries that one would otherwise take, on the
// folder's test snippets, in one run. Nothing is chosen or tuned here.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from './language-engines.ts';
import { loadEngines } from './language-engines.ts';

type Snippet = {
  readonly lang: string;
  readonly text: string;
  readonly bucket: string;
  readonly natural: boolean;
};
type Stranger = { readonly lang: string; readonly text: string; readonly seen: boolean };

const DECIDING = ['ps', 'ti', 'ku', 'ckb', 'so'];
const LONGER = new Set(['3-5', '6-10']);

function readLines<T>(path: string): T[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

/** Farsi and Dari count as one. */
function asOne(code: string): string {
  return code === 'prs' ? 'fa' : code;
}

type Tally = { right: number; all: number };

function tally(
  snippets: readonly Snippet[],
  heard: readonly string[],
  where: (snippet: Snippet) => boolean,
): Tally {
  const chosen = snippets.flatMap((snippet, at) =>
    where(snippet) ? [asOne(snippet.lang) === heard[at]] : [],
  );
  return { right: chosen.filter(Boolean).length, all: chosen.length };
}

/** Wilson's interval of 95 %, in percent. */
function interval({ right, all }: Tally): string {
  if (all === 0) return '–';
  const z = 1.96;
  const share = right / all;
  const middle = (share + (z * z) / (2 * all)) / (1 + (z * z) / all);
  const half = (z / (1 + (z * z) / all)) * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all));
  return `${((middle - half) * 100).toFixed(1)}–${((middle + half) * 100).toFixed(1)}`;
}

function percent({ right, all }: Tally): string {
  return all === 0 ? '–' : ((100 * right) / all).toFixed(1);
}

function macro(
  snippets: readonly Snippet[],
  heard: readonly string[],
  where: (snippet: Snippet) => boolean,
): number {
  const languages = [...new Set(snippets.map(({ lang }) => lang))];
  const shares = languages
    .map((lang) => tally(snippets, heard, (snippet) => snippet.lang === lang && where(snippet)))
    .filter(({ all }) => all > 0)
    .map(({ right, all }) => right / all);
  return (100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length;
}

async function hear(
  engine: Engine,
  snippets: readonly { text: string }[],
): Promise<{ heard: string[]; micros: number }> {
  for (const { text } of snippets.slice(0, 200)) await engine.identify(text);
  const began = process.hrtime.bigint();
  const heard: string[] = [];
  for (const { text } of snippets) {
    const answer = engine.identify(text);
    heard.push(asOne(typeof answer === 'string' ? answer : await answer));
  }
  return { heard, micros: Number(process.hrtime.bigint() - began) / 1000 / snippets.length };
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: npm run bench:language -- FOLDER');
  process.exit(2);
}
const snippets = readLines<Snippet>(join(folder, 'dev.jsonl'));
const strangers = readLines<Stranger>(join(folder, 'dev-other.jsonl'));
const languages = [...new Set(snippets.map(({ lang }) => lang))].sort();
const { engines, missing } = await loadEngines(languages);
for (const reason of missing) console.log(`not measured: ${reason}`);

const short = (snippet: Snippet) => snippet.bucket === '1-2';
const longer = (snippet: Snippet) => LONGER.has(snippet.bucket);
console.log(`\n${snippets.length} snippets; % right and its 95 % interval, by words in the snippet`);
console.log('| engine | 1–2 | macro | natural 1–2 | 3–5 | 6–10 | 3+ macro | µs | load ms | MB |');
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
const answers = new Map<string, string[]>();
for (const engine of engines) {
  const { heard, micros } = await hear(engine, snippets);
  answers.set(engine.name, heard);
  const cell = (where: (snippet: Snippet) => boolean) => {
    const found = tally(snippets, heard, where);
    return `${percent(found)} (${interval(found)}; n ${found.all})`;
  };
  const cells = [
    engine.name,
    cell(short),
    macro(snippets, heard, short).toFixed(1),
    cell((snippet) => short(snippet) && snippet.natural),
    cell((snippet) => snippet.bucket === '3-5'),
    cell((snippet) => snippet.bucket === '6-10'),
    macro(snippets, heard, longer).toFixed(1),
    micros.toFixed(0),
    engine.loadMs.toFixed(0),
    engine.megabytes.toFixed(0),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

console.log('\n% right by language: 1–2 words / 3 words and more');
console.log(`| language | n | ${engines.map(({ name }) => name).join(' | ')} |`);
console.log(`| --- | --- | ${engines.map(() => '---').join(' | ')} |`);
for (const lang of languages) {
  const own = (where: (snippet: Snippet) => boolean) => (snippet: Snippet) =>
    snippet.lang === lang && where(snippet);
  const cells = engines.map(({ name }) => {
    const heard = answers.get(name)!;
    return `${percent(tally(snippets, heard, own(short)))} / ${percent(tally(snippets, heard, own(longer)))}`;
  });
  const counts = [short, longer].map((where) => snippets.filter(own(where)).length);
  console.log(
    `| ${lang}${DECIDING.includes(lang) ? ' *' : ''} | ${counts.join(' + ')} | ${cells.join(' | ')} |`,
  );
}

const [ours] = engines;
if (ours?.certainty !== undefined) {
  console.log(
    '\nours: accepted from p on: share of snippets accepted, right among them; strangers wrongly accepted',
  );
  for (const least of [0.5, 0.7, 0.8, 0.9, 0.95]) {
    const accepted = snippets.filter(
      ({ text }) => ours.identify(text) !== 'other' && ours.certainty!(text) >= least,
    );
    const right = accepted.filter(({ lang, text }) => ours.identify(text) === asOne(lang)).length;
    const wrongly = (seen: boolean) => {
      const chosen = strangers.filter((one) => one.seen === seen);
      const taken = chosen.filter(
        ({ text }) => ours.identify(text) !== 'other' && ours.certainty!(text) >= least,
      );
      return `${taken.length} of ${chosen.length}`;
    };
    console.log(
      `  ${least}: ${percent({ right: accepted.length, all: snippets.length })} %, ${percent({ right, all: accepted.length })} %; languages in other.txt ${wrongly(true)}, not in it ${wrongly(false)}`,
    );
  }
  const other = (seen: boolean) => {
    const chosen = strangers.filter((one) => one.seen === seen);
    return `${chosen.filter(({ text }) => ours.identify(text) === 'other').length} of ${chosen.length}`;
  };
  console.log(`  called other: languages in other.txt ${other(true)}, not in it ${other(false)}`);
}
