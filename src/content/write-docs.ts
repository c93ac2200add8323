// `npm run schema`: writes docs/schema/, docs/reference.md and docs/problems.md from the schemas and codes.
// A test holds that they are up to date. Must not be imported by the program.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaFiles } from './kind-schema.ts';
import { problemPage } from './problem-page.ts';
import { referencePage } from './reference-page.ts';

const docs = join(import.meta.dirname, '../../docs');
const folder = join(docs, 'schema');
const schemas = schemaFiles();

mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (!schemas.has(name)) rmSync(join(folder, name));
for (const [name, text] of schemas) writeFileSync(join(folder, name), text);
writeFileSync(join(docs, 'reference.md'), referencePage());
const problems = join(docs, 'problems.md');
writeFileSync(problems, problemPage(textOf(problems)));

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
