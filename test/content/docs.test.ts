// What docs/ says about content is what the program checks.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaFiles } from '../../src/content/kind-schema.ts';
import { KINDS } from '../../src/content/kinds.ts';
import { PROBLEM_CODES } from '../../src/content/problem-codes.ts';
import { problemPage } from '../../src/content/problem-page.ts';
import { referencePage } from '../../src/content/reference-page.ts';

const repository = join(import.meta.dirname, '../..');
const docs = (file: string) => readFileSync(join(repository, 'docs', file), 'utf8');

test('the schemas for editors are those of `npm run schema`', () => {
  const written = new Map(
    readdirSync(join(repository, 'docs/schema')).map((file) => [file, docs(`schema/${file}`)]),
  );
  expect(written).toEqual(new Map([...schemaFiles()].sort()));
});

test('the reference page and the table of problems are those of `npm run schema`', () => {
  expect(docs('reference.md')).toBe(referencePage());
  expect(docs('problems.md')).toBe(problemPage(docs('problems.md')));
});

test('every kind of file has its section, and no key lacks a description', () => {
  const page = docs('reference.md');
  for (const kind of Object.keys(KINDS)) expect(page).toContain(`\n## ${kind}\n`);
  expect(page).not.toMatch(/\|\s*\|\n/);
});

test('every code is raised somewhere, and only codes of the table are', () => {
  const folder = join(repository, 'src/content');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const raised = new Set(
    files
      .filter((file) => file !== 'problem-codes.ts')
      .flatMap((file) => readFileSync(join(folder, file), 'utf8').match(/'content\/[a-z0-9-]+'/g) ?? [])
      .map((code) => code.slice(1, -1)),
  );
  expect([...raised].sort()).toEqual(Object.keys(PROBLEM_CODES).sort());
});

test('every fault of the program is explained below the table', () => {
  const folder = join(repository, 'src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const thrown = new Set(
    files.flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/new Fault\(\s*'([a-z-]+\/[a-z-]+)'/g)].map(
        (match) => match[1]!,
      ),
    ),
  );
  const explained = docs('problems.md').split('# Faults')[1] ?? '';
  for (const code of thrown) expect(explained).toContain(`| \`${code}\` |`);
});

test('only one file knows the YAML parser', () => {
  const folder = join(repository, 'src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const door = files.filter((file) => /from 'yaml'/.test(readFileSync(join(folder, file), 'utf8')));
  expect(door).toEqual([join('content', 'yaml.ts')]);
});
