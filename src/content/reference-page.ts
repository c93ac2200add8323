// docs/reference.md: what can be written in each kind of file, from the same schemas that check it.
// Must not know any line.

import { type JsonSchema, kindSchema } from './kind-schema.ts';
import { KINDS } from './kinds.ts';

type Row = { readonly key: string; readonly needed: boolean; readonly what: string; readonly about: string };

/** The whole page in Markdown. */
export function referencePage(): string {
  const kinds = Object.entries(KINDS);
  const contents = kinds.map(([kind, { path, about }]) => `| [${kind}](#${kind}) | \`${path}\` | ${about} |`);
  return [
    '# Reference of the content files',
    '',
    '<!-- Written by `npm run schema` from src/content/schemas/. Do not edit by hand. -->',
    '',
    'Every file begins with a line that names its schema, so that editors complete and check it, and `format: 1`.',
    'All values are read as text, so phone numbers survive as typed; `yes`, `no`, `true` and `false` are understood where yes or no is meant.',
    '“Texts” are written in every language of the line: `{ en: …, fr: …, de: … }`. Keys in **bold** must be there.',
    '`npx waypost check` says what is wrong, with file, line and column; each code is explained in [problems.md](problems.md).',
    '',
    '| kind | where | what for |',
    '| --- | --- | --- |',
    ...contents,
    '',
    ...kinds.flatMap(([kind, each]) => [
      `## ${kind}`,
      '',
      `\`${each.path}\`: ${each.about}`,
      '',
      ...section(kind, kindSchema(each)),
    ]),
  ].join('\n');
}

function section(kind: string, schema: JsonSchema): string[] {
  const rows = rowsOf(schema, '');
  if (rows.length === 0) return [`${text(dereferenced(schema), 'description')}`, ''];
  const yaml = KINDS[kind as keyof typeof KINDS].path.endsWith('.yaml');
  return [
    ...(yaml ? [`Schema for editors: [schema/${kind}.json](schema/${kind}.json).`, ''] : []),
    '| key | value | what it says |',
    '| --- | --- | --- |',
    ...rows.map(
      ({ key, needed, what, about }) =>
        `| ${needed ? `**\`${key}\`**` : `\`${key}\``} | ${what} | ${about} |`,
    ),
    '',
  ];
}

/** The keys of a group and of the groups below it. */
function rowsOf(schema: JsonSchema, above: string): Row[] {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
  const required = (schema['required'] ?? []) as readonly string[];
  return Object.entries(properties).flatMap(([name, each]) => {
    const key = `${above}${name}`;
    const row = {
      key,
      needed: required.includes(name),
      what: whatOf(each),
      about: cell(text(each, 'description')),
    };
    return [row, ...below(each, key)];
  });
}

function below(schema: JsonSchema, key: string): Row[] {
  const items = schema['items'] as JsonSchema | undefined;
  if (items) return below(items, `${key}[]`);
  if (schema['properties']) return rowsOf(schema, `${key}.`);
  const values = schema['additionalProperties'];
  if (typeof values === 'object' && values && 'properties' in values)
    return rowsOf(values as JsonSchema, `${key}.<name>.`);
  return ((schema['anyOf'] ?? []) as readonly JsonSchema[]).flatMap((each) => below(each, key));
}

function whatOf(schema: JsonSchema): string {
  const allowed = schema['enum'] as readonly unknown[] | undefined;
  if (allowed?.includes(true)) return '`yes` or `no`';
  if (allowed) return [...new Set(allowed.map((value) => `\`${String(value)}\``))].join(', ');
  if (schema['const'] !== undefined) return `\`${String(schema['const'])}\``;
  const either = schema['anyOf'] as readonly JsonSchema[] | undefined;
  if (either) return either.map(whatOf).join(', or ');
  const items = schema['items'] as JsonSchema | undefined;
  if (items) return `list: ${whatOf(items)}`;
  if (schema['type'] === 'object') return schema['properties'] ? 'group' : groupOf(schema);
  if (Array.isArray(schema['type']))
    return schema['type'].includes('integer') || schema['type'].includes('number') ? 'number' : 'text';
  return 'text';
}

function groupOf(schema: JsonSchema): string {
  if (text(schema, 'description').endsWith('In every language of the line.')) return 'texts';
  const names = schema['propertyNames'] as { enum?: readonly string[] } | undefined;
  const keys = names?.enum ? ` by ${names.enum.map((name) => `\`${name}\``).join(', ')}` : '';
  const values = schema['additionalProperties'] as JsonSchema | undefined;
  return `group${keys}: ${values ? whatOf(values) : 'text'}`;
}

function dereferenced(schema: JsonSchema): JsonSchema {
  const [first] = Object.values((schema['$defs'] ?? {}) as Readonly<Record<string, JsonSchema>>);
  return first ?? schema;
}

function text(schema: JsonSchema, key: string): string {
  return typeof schema[key] === 'string' ? schema[key] : '';
}

function cell(words: string): string {
  return words.replace(/ ?In every language of the line\.$/, '').replaceAll('|', '\\|');
}
