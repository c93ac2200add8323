// Mistakes in what is said and named across the files of a line: dialogs, dates, amounts, labels, directions, hints.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadLine } from '../../src/content/load.ts';
import { copyLine, edit, GOOD_LINE, read, removeLine, shown, write } from './copy-line.ts';

const base = 'knowledge-base/mini';
const advice = `${base}/services/de/de-advice.yaml`;
const loan = `${base}/services/de/de-loan.yaml`;
const today = Date.UTC(2026, 10, 22);

function problemsAfter(spoil: (root: string) => void) {
  const root = copyLine();
  try {
    spoil(root);
    return loadLine(root, 'mini', { today }).problems;
  } finally {
    removeLine(root);
  }
}

test('the good line has no problem today either', () => {
  expect(loadLine(GOOD_LINE, 'mini', { today }).problems).toEqual([]);
});

test.each([
  ...['welcome', 'first-words', 'place', 'status', 'danger-doubt', 'choose-language'],
  ...['person', 'help', 'mydata', 'delete', 'stop'],
])('the dialog %s must be there', (name) => {
  const found = problemsAfter((root) => rmSync(join(root, `dialogs/${name}.yaml`)));
  expect(found.map(shown)).toEqual([`dialogs/${name}.yaml:1:1 content/missing-dialog`]);
});

test.each(['common', 'unclear', 'card', 'render'])('the shared texts %s must be there', (name) => {
  const found = problemsAfter((root) => {
    for (const language of ['en', 'uk']) rmSync(join(root, `locales/${language}/${name}.json`));
  });
  expect(found.map(shown)).toEqual([`locales/en/${name}.json:1:1 content/missing-namespace`]);
});

type Case = readonly [name: string, spoil: (root: string) => void, ...expected: string[]];

const inBoth = (root: string, file: string, text: string) => {
  for (const language of ['en', 'uk']) write(root, `locales/${language}/${file}`, text);
};

const cases: readonly Case[] = [
  [
    'a topic that depends on papers without a dialog of its own',
    (root) => edit(root, `${base}/topics.yaml`, '    asks: [country]', '    rules: [status-first]'),
    'dialogs/micro.yaml:1:1 content/missing-dialog',
  ],
  [
    'texts of no dialog',
    (root) => inBoth(root, 'farewell.json', '{ "a": "b" }'),
    'locales/en/farewell.json:1:1 content/orphan-texts',
  ],
  [
    'two dialogs for one group',
    (root) => edit(root, 'dialogs/menu.yaml', 'steps:', 'answers: [biz, safe]\nsteps:'),
    'dialogs/menu.yaml:3:16 content/answered-twice',
  ],
  [
    'a check in the future',
    (root) => edit(root, advice, 'checked: never', 'checked: { date: "2026-11-24", by: editor }'),
    `${advice}:12:18 content/date-in-future`,
  ],
  [
    'a source in the future',
    (root) => edit(root, advice, '"2025-03"', '"2027"'),
    `${advice}:11:48 content/source-in-future`,
  ],
  [
    'a review in the future',
    (root) => edit(root, 'locales/en/language.json', '2026-11-01', '2027-11-01'),
    'locales/en/language.json:7:13 content/date-in-future',
  ],
  [
    'a safety number where its service is not',
    (root) => edit(root, `${base}/services/de/de-emergency.yaml`, '[europe]', '[de]'),
    `${base}/safety/numbers.yaml:8:14 content/safety-number-elsewhere`,
  ],
  [
    'another amount in another language',
    (root) =>
      edit(
        root,
        loan,
        '{ en: It helps., uk: Допомагає. }',
        '{ en: "Up to 25,000 euros.", uk: До 20 000 євро. }',
      ),
    `${loan}:6:45 content/number-differs`,
  ],
  [
    'a year that English does not say',
    (root) => edit(root, loan, 'uk: Допомагає.', 'uk: Допомагає з 2019.'),
    `${loan}:6:42 content/number-added`,
  ],
  [
    'two choices with one label',
    (root) => edit(root, 'locales/uk/menu.json', '"Людина"', '"послуги "'),
    'locales/uk/menu.json:5:5 content/same-label',
  ],
  [
    'a word for yes and for no',
    (root) => edit(root, 'locales/uk/common.json', '"ні"', '"ні, Ага"'),
    'locales/uk/common.json:4:15 content/yes-and-no',
  ],
  [
    'two languages with one name',
    (root) => edit(root, 'locales/uk/language.json', 'Українська', 'english'),
    'locales/uk/language.json:2:11 content/same-language-name',
  ],
  [
    'a language in the wrong direction',
    (root) => edit(root, 'locales/uk/language.json', 'ltr', 'rtl'),
    'locales/uk/language.json:3:16 content/wrong-direction',
  ],
  [
    'an override of direction',
    (root) => edit(root, advice, 'It helps', '\u202eIt helps'),
    `${advice}:6:15 content/control-character`,
  ],
  [
    'an isolate that never ends',
    (root) => edit(root, 'locales/uk/danger.json', 'Бережіть', '\\u2067Бережіть'),
    'locales/uk/danger.json:2:14 content/control-character',
  ],
  [
    'a value where nothing fills it',
    (root) => edit(root, advice, 'en: It helps.', 'en: "It helps in {{place}}."'),
    `${advice}:6:15 content/value-not-filled`,
  ],
  [
    'a tag in a service',
    (root) => edit(root, advice, 'It helps.', 'It <b>helps</b>.'),
    `${advice}:6:15 content/markup`,
  ],
  [
    'a tag in a locale',
    (root) => edit(root, 'locales/uk/danger.json', 'себе.', '<b>себе</b>.'),
    'locales/uk/danger.json:2:24 content/markup-in-locale',
  ],
  [
    'nothing for a name',
    (root) => edit(root, `${base}/organisations/de.yaml`, 'name: Helpers', 'name: ~'),
    `${base}/organisations/de.yaml:5:11 content/empty-text`,
  ],
  [
    "a service's phone in a locale",
    (root) => edit(root, 'locales/uk/danger.json', 'себе.', 'себе: +49 40 123456, 112.'),
    'locales/uk/danger.json:2:30 content/phone-in-text',
  ],
  [
    'hours that overlap',
    (root) =>
      edit(
        root,
        `${base}/line.yaml`,
        '"15:00" }',
        '"15:00" }, { days: [tu], opens: "14:00", closes: "16:00" }',
      ),
    `${base}/line.yaml:18:104 content/hours-overlap`,
  ],
  [
    'an organisation without services',
    (root) =>
      edit(
        root,
        `${base}/organisations/de.yaml`,
        'organisations:\n',
        'organisations:\n  - { id: nobody, name: Nobody, description: { en: A., uk: А. } }\n',
      ),
    `${base}/organisations/de.yaml:4:11 content/unused-organisation`,
  ],
  [
    'a topic and a place twice',
    (root) => {
      edit(root, advice, '[biz.counsel]', '[biz.counsel, biz.counsel]');
      edit(root, advice, '[de]', '[de, de]');
    },
    `${advice}:8:23 content/listed-twice`,
    `${advice}:9:16 content/listed-twice`,
  ],
  [
    'phrases of a language that the line has not',
    (root) => write(root, `${base}/phrases/so.yaml`, read(root, `${base}/phrases/uk.yaml`)),
    `${base}/phrases/so.yaml:1:1 content/phrases-not-used`,
  ],
  [
    'a number in a safety text of several lines, at its own line',
    (root) =>
      edit(root, `${base}/safety/en.yaml`, 'text: Call now.', 'text: |\n      Call now.\n      Call 110.'),
    `${base}/safety/en.yaml:9:12 content/number-in-safety-text`,
  ],
  [
    'a key with one space too many',
    (root) => edit(root, advice, '\norganisation:', '\n organisation:'),
    `${advice}:4:2 content/syntax`,
  ],
  [
    'the number that all safety texts name',
    (root) => {
      edit(root, `${base}/safety/en.yaml`, 'Call now.', 'Call 112.');
      edit(root, `${base}/safety/uk.yaml`, 'Телефонуйте зараз.', 'Телефонуйте 112.');
      edit(root, `${base}/safety/numbers.yaml`, '"112"', '"116 117"');
      edit(root, `${base}/services/de/de-emergency.yaml`, '"112"', '"116 117"');
    },
    `${base}/safety/numbers.yaml:3:1 content/missing-safety-number`,
  ],
  [
    'a topic twice is told without what follows from it',
    (root) => edit(root, `${base}/topics.yaml`, 'code: fin.micro', 'code: biz.counsel'),
    `${base}/topics.yaml:17:11 content/duplicate-id`,
  ],
  [
    'a language that nobody has written yet',
    (root) => edit(root, `${base}/line.yaml`, '[en, uk]', '[en, uk, so]'),
    `${base}/line.yaml:10:21 content/language-not-written`,
    'locales/so/language.json:1:1 content/missing-language-file',
    `${base}/phrases/so.yaml:1:1 content/missing-file`,
    `${base}/safety/so.yaml:1:1 content/missing-file`,
  ],
];

for (const [name, spoil, ...expected] of cases) {
  test(`${name}: told at its place`, () => {
    expect(problemsAfter(spoil).map(shown)).toEqual(expected);
  });
}

const hints: readonly (readonly [name: string, spoil: (root: string) => void, hint: RegExp])[] = [
  [
    'a colour without quotes',
    (root) => edit(root, `${base}/line.yaml`, '"#123456"', '#123456'),
    /in quotes.*# begins/,
  ],
  ['a quote in JSON', (root) => edit(root, 'locales/uk/danger.json', 'себе', '"себе"'), /Write \\" for/],
  [
    'JSON that is not closed',
    (root) => write(root, 'locales/uk/danger.json', '{\n  "careful": "A"\n'),
    /^Add }/,
  ],
  [
    'a capital in a key',
    (root) => edit(root, 'locales/en/danger.json', '"careful"', '"Careful"'),
    /Write "careful" instead of "Careful"/,
  ],
  [
    'a capital in a step',
    (root) => edit(root, 'dialogs/danger.yaml', 'end: careful', 'end: Careful'),
    /^Write "careful"\.$/,
  ],
  [
    'a key that JSON lacks',
    (root) => edit(root, 'locales/uk/language.json', '  "direction": "ltr",\n', ''),
    /^Add "direction": "…"\.$/,
  ],
  ['no format', (root) => edit(root, advice, 'format: 1\n', ''), /^Add the line "format: 1"\.$/],
  [
    'a misspelt name of a file of texts',
    (root) => write(root, 'locales/uk/anwser.json', '{ "a": "b" }'),
    /^Did you mean "answer\.json"\?$/,
  ],
  [
    'the language code for a country',
    (root) => {
      edit(
        root,
        `${base}/places.yaml`,
        'places:\n',
        'places:\n  - { id: gb, kind: country, name: { en: Britain, uk: Британія }, latitude: "54", longitude: "-2", time-zone: Europe/London }\n',
      );
      edit(root, advice, '[de]', '[de, uk]');
    },
    /^Did you mean "gb"\?$/,
  ],
];

test.each(hints)('the hint helps with %s', (_name, spoil, hint) => {
  expect(problemsAfter(spoil)[0]?.hint).toMatch(hint);
});
