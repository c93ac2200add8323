// A good line as the other rooms get it, and what a town makes of the line it extends.

import { loadLine } from '../../src/content/load.ts';
import { copyLine, edit, GOOD_LINE, read, removeLine, shown, write } from './copy-line.ts';

describe('a good line', () => {
  const { line, problems } = loadLine(GOOD_LINE, 'mini');

  test('loads without a problem', () => {
    expect(problems).toEqual([]);
    expect(line?.name).toBe('mini');
    expect([line?.services.size, line?.places.size, line?.topics.size, line?.dialogs.size]).toEqual([
      3, 2, 3, 14,
    ]);
  });

  test('has services in the words of the model', () => {
    expect(line?.services.get('de-loan')).toEqual({
      id: 'de-loan',
      file: 'knowledge-base/mini/services/de/de-loan.yaml',
      organisation: 'helpers',
      name: { en: 'Loan', uk: 'Позика' },
      offers: { en: 'It helps.', uk: 'Допомагає.' },
      whoFor: { en: 'Everybody.', uk: 'Усім.' },
      topics: ['fin.micro'],
      coverage: ['de'],
      online: false,
      languages: [],
      eligibility: {},
      cost: { kind: 'unknown' },
      documents: [],
      phones: [],
      hours: [],
      source: { url: 'https://example.org/page', date: '2025-03', kind: 'official' },
      checked: null,
      status: 'unconfirmed',
      pairWith: ['de-advice'],
      ownSupport: false,
    });
  });

  test('has places that inherit the time zone, and topics that inherit rules', () => {
    expect(line?.places.get('de/hamburg')).toMatchObject({ timeZone: 'Europe/Berlin', latitude: 53.55 });
    expect(line?.topics.get('fin.micro')).toMatchObject({
      parent: 'fin',
      rules: ['fin-pair'],
      asks: ['country'],
    });
  });

  test('has dialogs whose references are step ids, with their places in the file', () => {
    expect(line?.dialogs.get('answer')?.steps.slice(0, 2)).toEqual([
      {
        id: 'answer/known',
        name: 'known',
        was: [],
        source: { file: 'dialogs/answer.yaml', line: 4, column: 11 },
        verb: 'when',
        condition: { test: 'has', slot: 'topic' },
        otherwise: 'menu/what',
      },
      {
        id: 'answer/services',
        name: 'services',
        was: [],
        source: { file: 'dialogs/answer.yaml', line: 7, column: 15 },
        verb: 'signpost',
        empty: 'answer/nothing',
      },
    ]);
    expect(line?.dialogs.get('danger')).toMatchObject({
      answers: ['safe'],
      steps: [{ fixedText: 'sure' }, { after: 30, to: 'menu/what' }, { verb: 'end' }],
    });
    expect(line?.dialogs.get('menu')?.steps[0]).toMatchObject({
      again: true,
      optional: false,
      choices: [
        { id: 'answer', go: 'answer/known' },
        { id: 'person', go: 'menu/desk' },
      ],
    });
  });

  test('has texts, phrases, safety and languages', () => {
    expect(line?.languages.map(({ code, review }) => [code, review.status])).toEqual([
      ['en', 'reviewed'],
      ['uk', 'draft'],
    ]);
    expect(line?.fallback).toBe('en');
    expect(line?.locales.get('uk')?.['menu']?.['what-choices']).toEqual({
      answer: 'Послуги',
      person: 'Людина',
    });
    expect(line?.phrases.get('en')?.topics.get('fin.micro')).toEqual(['i need a loan']);
    expect(line?.safety.texts.get('uk')?.get('safe.emergency')?.second).toBe('Заходьте.');
    expect(line?.safety.numbers).toMatchObject([{ number: '112', service: 'de-emergency' }]);
    expect(line?.teams.get('advice')).toMatchObject({ services: ['de-advice'], languages: ['en'] });
  });

  test('has a hash that changes with any byte', () => {
    const root = copyLine();
    try {
      expect(loadLine(root, 'mini').line?.hash).toBe(line?.hash);
      edit(root, 'locales/uk/menu.json', 'Людина', 'Особа');
      expect(loadLine(root, 'mini').line?.hash).not.toBe(line?.hash);
    } finally {
      removeLine(root);
    }
  });
});

describe('a town that extends a line', () => {
  const town = `# yaml-language-server: $schema=../../docs/schema/line.json
format: 1
name: town
extends: mini
place: de/hamburg
`;
  const service = 'knowledge-base/mini/services/de/de-advice.yaml';
  const places = 'knowledge-base/mini/places.yaml';
  const netherlands =
    'places:\n  - { id: nl, kind: country, name: { en: Netherlands, uk: Нідерланди }, latitude: "52.1", longitude: "5.3", time-zone: Europe/Amsterdam }\n';
  let root = '';
  beforeEach(() => {
    root = copyLine();
    write(root, 'knowledge-base/town/line.yaml', town);
    edit(root, places, 'places:\n', netherlands);
    const far = read(root, service).replace('id: de-advice', 'id: nl-advice').replace('[de]', '[nl]');
    write(root, 'knowledge-base/mini/services/nl/nl-advice.yaml', far);
    edit(root, 'knowledge-base/mini/services/de/de-loan.yaml', '[de-advice]', '[de-advice, nl-advice]');
    edit(root, 'knowledge-base/mini/line.yaml', '[de-advice]', '[de-advice, nl-advice]');
  });
  afterEach(() => removeLine(root));

  test('inherits what touches its place, and names nothing else', () => {
    const { line, problems } = loadLine(root, 'town');
    expect(problems.map(shown)).toEqual([]);
    expect([...(line?.services.keys() ?? [])]).toEqual(['de-advice', 'de-emergency', 'de-loan']);
    expect(line?.services.get('de-loan')?.pairWith).toEqual(['de-advice']);
    expect(line?.teams.get('advice')?.services).toEqual(['de-advice']);
    expect(line).toMatchObject({
      name: 'town',
      place: 'de/hamburg',
      retentionHours: 24,
      brand: { name: 'Mini' },
    });
    expect(loadLine(root, 'mini').line?.services.size).toBe(4);
  });

  test('replaces a service of the same id, adds its own, and bends wording', () => {
    const own = read(root, service)
      .replace('[de]', '[de/hamburg]')
      .replace('en: It helps.', 'en: It helps here.');
    write(root, 'knowledge-base/town/services/de/de-advice.yaml', own);
    write(
      root,
      'knowledge-base/town/services/de/town-desk.yaml',
      own.replace('id: de-advice', 'id: town-desk'),
    );
    write(root, 'knowledge-base/town/locales/uk/menu.json', '{ "what": "Що у Гамбурзі?" }');
    const { line, problems } = loadLine(root, 'town');
    expect(problems.map(shown)).toEqual([
      'knowledge-base/mini/services/de/de-loan.yaml:14:13 content/pair-covers-part',
    ]);
    expect(line?.services.get('de-advice')?.offers['en']).toBe('It helps here.');
    expect(line?.services.has('town-desk')).toBe(true);
    expect(line?.locales.get('uk')?.['menu']).toMatchObject({ what: 'Що у Гамбурзі?', desk: 'Ось адреса.' });
    expect(loadLine(root, 'mini').line?.locales.get('uk')?.['menu']?.['what']).toBe('Що далі?');
  });

  test('is told once how much of what it inherits lacks a language that it adds', () => {
    edit(
      root,
      'knowledge-base/town/line.yaml',
      'place: de/hamburg\n',
      'place: de/hamburg\nlanguages: [en, so]\n',
    );
    const found = loadLine(root, 'town').problems.map(shown);
    expect(found).toContain('knowledge-base/town/line.yaml:6:17 content/not-translated');
    expect(found).toContain('locales/so/language.json:1:1 content/missing-language-file');
    expect(found.filter((each) => each.includes('missing-language '))).toEqual([]);
  });

  test('is not disturbed by a mistake in wording that only another town has', () => {
    write(root, 'knowledge-base/other/line.yaml', town.replace('name: town', 'name: other'));
    write(root, 'knowledge-base/other/locales/uk/menu.json', '{ "nothing-like-it": "…" }');
    expect(loadLine(root, 'town').problems).toEqual([]);
    expect(loadLine(root, 'other').problems.map(shown)).toEqual([
      'knowledge-base/other/locales/uk/menu.json:1:3 content/extra-text',
    ]);
  });
});
