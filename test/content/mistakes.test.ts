// Mistakes that a file in broken/ cannot show: in JSON, in bytes, in what is missing, and between several files.

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadLine } from '../../src/content/load.ts';
import { copyLine, edit, read, removeLine, shown, write } from './copy-line.ts';

const advice = 'knowledge-base/mini/services/de/de-advice.yaml';
const phrases = 'knowledge-base/mini/phrases/en.yaml';

type Case = readonly [name: string, spoil: (root: string) => void, ...expected: string[]];

const cases: readonly Case[] = [
  // Bytes.
  [
    'a file that is not UTF-8',
    (root) =>
      write(
        root,
        advice,
        Buffer.concat([Buffer.from(read(root, advice).slice(0, 100)), Buffer.from([0xff])]),
      ),
    `${advice}:4:8 content/not-utf8`,
  ],
  [
    'a file in UTF-16',
    (root) => write(root, advice, Buffer.from(`\ufeff${read(root, advice)}`, 'utf16le')),
    `${advice}:1:1 content/not-utf8`,
  ],
  ['an empty file', (root) => write(root, advice, ''), `${advice}:1:1 content/empty-file`],
  [
    'a file of more than two megabytes',
    (root) => write(root, advice, `${read(root, advice)}#${' '.repeat(2_000_000)}`),
    `${advice}:1:1 content/file-too-large`,
  ],
  [
    'a control character in a file',
    (root) => edit(root, advice, 'It helps', 'It\u0000 helps'),
    `${advice}:6:17 content/control-character`,
  ],
  [
    'YAML brackets nested 20,000 deep',
    (root) => write(root, advice, `a: ${'['.repeat(20_000)}`),
    `${advice}:1:36 content/too-deep`,
  ],
  [
    'YAML indented thousands of columns',
    (root) => write(root, advice, Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')),
    `${advice}:121:1 content/too-deep`,
  ],
  [
    'a bomb of references',
    (root) => write(root, advice, 'a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n'),
    ...['1:7', '2:7', '3:5', '3:9'].map((at) => `${advice}:${at} content/alias`),
  ],
  [
    'JSON nested 20,000 deep',
    (root) => write(root, 'locales/uk/menu.json', '{"a":'.repeat(20_000)),
    'locales/uk/menu.json:1:166 content/too-deep',
  ],
  // JSON.
  [
    'a half-written locale',
    (root) => write(root, 'locales/uk/menu.json', '{\n  "what": "Що да'),
    'locales/uk/menu.json:2:11 content/syntax',
  ],
  [
    'a locale without a closing bracket',
    (root) => write(root, 'locales/uk/menu.json', '{\n  "what": "Що"'),
    'locales/uk/menu.json:2:15 content/syntax',
  ],
  [
    'a comma too few',
    (root) => edit(root, 'locales/uk/danger.json', '{', '{\n  "a": "b"'),
    'locales/uk/danger.json:3:3 content/syntax',
  ],
  [
    'a comma too many',
    (root) => edit(root, 'locales/uk/danger.json', '."', '.",'),
    'locales/uk/danger.json:2:30 content/syntax',
  ],
  [
    'typographic quotes',
    (root) => edit(root, 'locales/uk/danger.json', '"careful"', '„careful“'),
    'locales/uk/danger.json:2:3 content/syntax',
  ],
  [
    'text after the end',
    (root) => write(root, 'locales/uk/danger.json', `${read(root, 'locales/uk/danger.json')}}`),
    'locales/uk/danger.json:4:1 content/syntax',
  ],
  [
    'a number for a text',
    (root) => edit(root, 'locales/uk/danger.json', '"Бережіть себе."', '112'),
    'locales/uk/danger.json:2:14 content/wrong-type',
  ],
  [
    'a list for a text',
    (root) => edit(root, 'locales/uk/danger.json', '"Бережіть себе."', '["a"]'),
    'locales/uk/danger.json:2:14 content/wrong-type',
  ],
  [
    'a key twice in JSON',
    (root) => edit(root, 'locales/uk/danger.json', '{', '{\n  "careful": "b",'),
    'locales/uk/danger.json:3:3 content/duplicate-key',
  ],
  [
    '__proto__ in JSON',
    (root) => edit(root, 'locales/uk/danger.json', '{', '{\n  "__proto__": "b",'),
    'locales/uk/danger.json:2:3 content/forbidden-key',
  ],
  [
    'half an emoji in JSON',
    (root) => edit(root, 'locales/uk/danger.json', 'Бережіть', '\\ud83d'),
    'locales/uk/danger.json:2:14 content/control-character',
  ],
  [
    'an empty text in JSON',
    (root) => edit(root, 'locales/uk/danger.json', 'Бережіть себе.', ''),
    'locales/uk/danger.json:2:14 content/empty-text',
  ],
  [
    'a misspelt key of language.json',
    (root) => edit(root, 'locales/uk/language.json', '"direction"', '"diretcion"'),
    'locales/uk/language.json:3:3 content/unknown-key',
  ],
  [
    'reviewed by nobody',
    (root) => edit(root, 'locales/uk/language.json', '"draft"', '"reviewed"'),
    'locales/uk/language.json:4:3 content/missing-key',
  ],
  // Locales against English.
  [
    'a text that is not translated',
    (root) => edit(root, 'locales/uk/answer.json', '"bye": "Щасти."', '"byee": "Щасти."'),
    'locales/uk/answer.json:8:3 content/missing-text',
  ],
  [
    'a label that is not translated',
    (root) => edit(root, 'locales/uk/menu.json', ',\n    "person": "Людина"', ''),
    'locales/uk/menu.json:3:3 content/missing-text',
  ],
  [
    'a text for a group',
    (root) => edit(root, 'locales/uk/danger.json', '"Бережіть себе."', '{ "a": "b" }'),
    'locales/uk/danger.json:2:3 content/text-not-group',
  ],
  [
    'a value that is translated',
    (root) => edit(root, 'locales/uk/answer.json', '{{topic}}', '{{тема}}'),
    'locales/uk/answer.json:2:16 content/broken-placeholder',
  ],
  [
    'a value that is misspelt',
    (root) => edit(root, 'locales/uk/answer.json', '{{topic}}', '{{topics}}'),
    'locales/uk/answer.json:2:16 content/extra-placeholder',
  ],
  [
    'a value that is left out',
    (root) => edit(root, 'locales/uk/answer.json', '{{topic}}, ', ''),
    'locales/uk/answer.json:2:15 content/missing-placeholder',
  ],
  [
    'a brace too few',
    (root) => edit(root, 'locales/uk/answer.json', '{{topic}}', '{{topic}'),
    'locales/uk/answer.json:2:16 content/broken-placeholder',
  ],
  [
    'a plural form too few',
    (root) => edit(root, 'locales/uk/answer.json', '  "found_few": "{{count}} послуги",\n', ''),
    'locales/uk/answer.json:3:3 content/missing-plural',
  ],
  [
    'a plural form too many',
    (root) => edit(root, 'locales/uk/answer.json', '"found_few"', '"found_two": "дві",\n  "found_few"'),
    'locales/uk/answer.json:4:3 content/extra-plural',
  ],
  [
    'a plural without its number',
    (root) => edit(root, 'locales/uk/answer.json', '{{count}} послуг"', 'послуг"'),
    'locales/uk/answer.json:5:17 content/missing-placeholder',
  ],
  [
    'a file that is not translated',
    (root) => rmSync(join(root, 'locales/uk/answer.json')),
    'locales/uk/answer.json:1:1 content/missing-namespace',
  ],
  [
    'a file that English lacks',
    (root) => write(root, 'locales/uk/anwser.json', '{ "a": "b" }'),
    'locales/uk/anwser.json:1:1 content/extra-text',
  ],
  [
    'a dialog without texts',
    (root) => {
      rmSync(join(root, 'locales/uk/answer.json'));
      rmSync(join(root, 'locales/en/answer.json'));
    },
    'locales/en/answer.json:1:1 content/missing-namespace',
  ],
  [
    'a language without language.json',
    (root) => rmSync(join(root, 'locales/uk/language.json')),
    'locales/uk/language.json:1:1 content/missing-language-file',
  ],
  [
    'a label too long for a button',
    (root) => edit(root, 'locales/uk/menu.json', 'Людина', 'Поговорити з людиною тут'.slice(0, 21)),
    'locales/uk/menu.json:5:5 content/button-too-long',
  ],
  [
    'a label too long for a row',
    (root) => edit(root, 'locales/uk/menu.json', 'Людина', 'Поговорити з людиною просто тут'),
    'locales/uk/menu.json:5:5 content/row-too-long',
  ],
  // What is missing.
  [
    'no places',
    (root) => rmSync(join(root, 'knowledge-base/mini/places.yaml')),
    'knowledge-base/mini/places.yaml:1:1 content/missing-file',
  ],
  [
    'no phrases of a language',
    (root) => rmSync(join(root, 'knowledge-base/mini/phrases/uk.yaml')),
    'knowledge-base/mini/phrases/uk.yaml:1:1 content/missing-file',
  ],
  [
    'no safety texts of a language',
    (root) => rmSync(join(root, 'knowledge-base/mini/safety/uk.yaml')),
    'knowledge-base/mini/safety/uk.yaml:1:1 content/missing-file',
  ],
  [
    'no numbers',
    (root) => rmSync(join(root, 'knowledge-base/mini/safety/numbers.yaml')),
    'knowledge-base/mini/safety/numbers.yaml:1:1 content/missing-file',
  ],
  [
    'no dialog for danger',
    (root) => rmSync(join(root, 'dialogs/danger.yaml')),
    'dialogs/danger.yaml:1:1 content/missing-dialog',
  ],
  [
    'no line',
    (root) => rmSync(join(root, 'knowledge-base/mini/line.yaml')),
    'knowledge-base/mini/line.yaml:1:1 content/missing-file',
  ],
  [
    'no folder at all',
    (root) => rmSync(join(root, 'knowledge-base'), { recursive: true }),
    'knowledge-base/mini/line.yaml:1:1 content/missing-file',
  ],
  [
    'a line without languages',
    (root) => edit(root, 'knowledge-base/mini/line.yaml', 'languages: [en, uk]\n', ''),
    'knowledge-base/mini/line.yaml:2:1 content/missing-key',
  ],
  [
    'a group that topics lack',
    (root) => edit(root, 'knowledge-base/mini/topics.yaml', '  - code: fin\n', '  - code: fi\n'),
    'knowledge-base/mini/topics.yaml:17:11 content/unknown-group',
  ],
  [
    'a folder with a misspelt name',
    (root) => write(root, 'knowledge-base/mini/servcies/de/x.yaml', 'a: b'),
    'knowledge-base/mini/servcies/de/x.yaml:1:1 content/unknown-file',
  ],
  [
    'a service with another ending',
    (root) => write(root, 'knowledge-base/mini/services/de/x.yml', 'a: b'),
    'knowledge-base/mini/services/de/x.yml:1:1 content/unknown-file',
  ],
  [
    'a folder where a file should be',
    (root) => {
      rmSync(join(root, 'knowledge-base/mini/places.yaml'));
      mkdirSync(join(root, 'knowledge-base/mini/places.yaml'));
    },
    'knowledge-base/mini/places.yaml:1:1 content/missing-file',
  ],
  // Between files.
  [
    'a dialog with the name of a file that every language has',
    (root) =>
      write(
        root,
        'dialogs/language.yaml',
        read(root, 'dialogs/welcome.yaml').replace(/steps:[\s\S]*/, 'steps:\n  - go: on\n    to: menu\n'),
      ),
    'dialogs/language.yaml:1:1 content/reserved-name',
  ],
  [
    'a dialog with spaces in its name',
    (root) =>
      write(
        root,
        'dialogs/my talk.yaml',
        read(root, 'dialogs/welcome.yaml').replace(/steps:[\s\S]*/, 'steps:\n  - go: on\n    to: menu\n'),
      ),
    'dialogs/my talk.yaml:1:1 content/bad-id',
  ],
  [
    'one service in two folders',
    (root) => write(root, 'knowledge-base/mini/services/eu/de-advice.yaml', read(root, advice)),
    'knowledge-base/mini/services/eu/de-advice.yaml:3:5 content/duplicate-id',
  ],
  [
    'a pair that is elsewhere',
    (root) => {
      edit(
        root,
        'knowledge-base/mini/places.yaml',
        'places:\n',
        'places:\n  - { id: nl, kind: country, name: { en: Netherlands, uk: Нідерланди }, latitude: "52.1", longitude: "5.3", time-zone: Europe/Amsterdam }\n',
      );
      write(
        root,
        'knowledge-base/mini/services/nl/nl-loan.yaml',
        read(root, 'knowledge-base/mini/services/de/de-loan.yaml')
          .replace('id: de-loan', 'id: nl-loan')
          .replace('[de]', '[nl]'),
      );
    },
    'knowledge-base/mini/services/nl/nl-loan.yaml:14:13 content/pair-elsewhere',
  ],
  [
    'a pair and a desk that have ended',
    (root) => edit(root, advice, 'unconfirmed', 'ended'),
    'knowledge-base/mini/line.yaml:16:16 content/ended-service',
    'knowledge-base/mini/services/de/de-loan.yaml:14:1 content/finance-without-pair',
    'knowledge-base/mini/services/de/de-loan.yaml:14:13 content/ended-service',
  ],
  [
    'a safety number that has ended',
    (root) => edit(root, 'knowledge-base/mini/services/de/de-emergency.yaml', 'unconfirmed', 'ended'),
    'knowledge-base/mini/safety/numbers.yaml:9:14 content/ended-safety-service',
  ],
  [
    'phrases in the file of another language',
    (root) => edit(root, phrases, 'language: en', 'language: fr'),
    `${phrases}:3:11 content/name-not-file`,
  ],
  [
    'a choice whose button would be too long',
    (root) => {
      edit(root, 'dialogs/menu.yaml', 'id: person', `id: ${'p'.repeat(55)}`);
      for (const language of ['en', 'uk'])
        edit(root, `locales/${language}/menu.json`, '"person"', `"${'p'.repeat(55)}"`);
    },
    'dialogs/menu.yaml:9:13 content/option-too-long',
  ],
  [
    'a broken file is told alone, not with all that refers to it',
    (root) => edit(root, 'knowledge-base/mini/topics.yaml', 'groups:', 'gruops:'),
    'knowledge-base/mini/topics.yaml:3:1 content/unknown-key',
  ],
  [
    'a broken service is told alone',
    (root) => edit(root, advice, 'checked: never', 'checked: nevr'),
    `${advice}:12:10 content/unknown-value`,
  ],
];

for (const [name, spoil, ...expected] of cases) {
  test(`${name}: told at its place`, () => {
    const root = copyLine();
    try {
      spoil(root);
      expect(loadLine(root, 'mini').problems.map(shown)).toEqual(expected);
    } finally {
      removeLine(root);
    }
  });
}

test('a byte order mark and Windows line ends are read like any other file', () => {
  const root = copyLine();
  try {
    write(root, advice, `\ufeff${read(root, advice).replaceAll('\n', '\r\n')}`);
    const { line, problems } = loadLine(root, 'mini');
    expect(problems).toEqual([]);
    expect(line?.services.get('de-advice')?.offers['en']).toBe('It helps.');
  } finally {
    removeLine(root);
  }
});

test.each(['0049401234', '+4940123456', '0800123456', '112', '116 016'])(
  'the unquoted phone number %s survives as typed',
  (number) => {
    const root = copyLine();
    try {
      edit(root, advice, '"+49 40 123456"', number);
      const { line, problems } = loadLine(root, 'mini');
      expect(problems).toEqual([]);
      expect(line?.services.get('de-advice')?.phones[0]?.number).toBe(number);
    } finally {
      removeLine(root);
    }
  },
);

test('a hint names what was probably meant', () => {
  const root = copyLine();
  try {
    edit(root, advice, 'who-for:', 'who_for:');
    const hints = loadLine(root, 'mini').problems.map(({ hint }) => hint);
    expect(hints).toContain('Did you mean "who-for"?');
  } finally {
    removeLine(root);
  }
});

test('of a file full of mistakes the first of each kind are told, and how many more, soon', () => {
  const root = copyLine();
  try {
    write(root, advice, Array.from({ length: 50_000 }, (_, i) => `key${i}: x`).join('\n'));
    const start = performance.now();
    const { problems } = loadLine(root, 'mini');
    expect(problems).toHaveLength(12 + 20 + 1);
    expect(problems.at(-1)?.message).toBe('And 68 more problems of this kind in this file.');
    expect(performance.now() - start).toBeLessThan(10_000);
  } finally {
    removeLine(root);
  }
});

test('a list item that is not written yet is told where it will stand', () => {
  const root = copyLine();
  try {
    const menu = read(root, 'dialogs/menu.yaml');
    write(root, 'dialogs/menu.yaml', `${menu.slice(0, menu.indexOf('  - ask'))}  - `);
    expect(loadLine(root, 'mini').problems.map(shown)).toEqual(['dialogs/menu.yaml:4:5 content/wrong-type']);
  } finally {
    removeLine(root);
  }
});
