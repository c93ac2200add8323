import type { Line } from '../../src/model/line.ts';
import type { SafetyText } from '../../src/model/safety.ts';
import { createRenderer } from '../../src/render/render.ts';
import { line } from '../fixtures/small-line.ts';
import { houseTexts, visible } from './house-texts.ts';

const number = (id: string, digits: string, topics: string[], places: string[]) => ({
  id,
  number: digits,
  name: { en: `Line ${id}`, ar: `خط ${id}` },
  topics,
  places,
  service: id,
});
const text = (topic: string, said: string): [string, SafetyText] => [
  topic,
  { topic, text: said, doubt: `${said} Doubt?`, second: `${said} Tonight.` },
];
const safety: Line['safety'] = {
  numbers: [
    number('emergency', '112', ['safe.emergency', 'safe.violence'], ['europe']),
    number('women', '116 016', ['safe.violence'], ['de', 'be']),
    number('women-again', '116 016', ['safe.violence'], ['de']),
    number('gb', '999 999', ['safe.violence'], ['gb']),
  ],
  texts: new Map([
    ['en', new Map([text('safe.violence', 'You can get help.'), text('safe.emergency', 'Call now.')])],
    ['ar', new Map([text('safe.emergency', 'اتصل الآن.')])],
  ]),
  review: new Map(),
};

function draw(danger: object, language = 'en', on: Partial<Line> = { safety }) {
  const can = {
    buttons: 3,
    buttonLabel: 20,
    listRows: 10,
    listLabel: 24,
    text: 4096,
    unit: 'utf16',
    markup: 'ranges',
    location: false,
  } as const;
  return createRenderer(line([], { ...on, texts: houseTexts() })).render(
    { texts: [], danger: { topic: 'safe.violence', form: 'sure', ...danger } },
    { language, can, idPrefix: 't' },
  );
}

test('the fixed text comes with the numbers of the country, each once and ready to dial', () => {
  const [part] = draw({ country: 'de' });
  expect(part?.text).toBe('You can get help.\n\nLine emergency: 112\nLine women: 116 016');
  expect(part?.urgent).toBe(true);
  expect(part?.marks).toMatchObject([{ href: 'tel:112' }, { href: 'tel:116016' }]);
});

test('without a country only the numbers that hold everywhere are shown', () => {
  expect(draw({})[0]?.text).toBe('You can get help.\n\nLine emergency: 112');
});

test('each form has its own text', () => {
  expect(draw({ form: 'doubt' })[0]?.text).toContain('Doubt?');
  expect(draw({ form: 'second', topic: 'safe.emergency' })[0]?.text).toContain('Tonight.');
});

test('a language without this text gets it in English, with the part saying so', () => {
  const [part] = draw({}, 'ar');
  expect(part).toMatchObject({ language: 'en', direction: 'ltr' });
  expect(part?.text).toContain('You can get help.');
});

test('Arabic keeps the number readable', () => {
  const [part] = draw({ topic: 'safe.emergency' }, 'ar');
  expect(visible(part?.text ?? '')).toBe(
    'اتصل الآن.\n\nخط emergency: ⟨lri⟩112⟨pdi⟩'.replace('خط emergency', '⟨fsi⟩خط emergency⟨pdi⟩'),
  );
});

test('a danger nobody wrote a text for still leads to the emergency number', () => {
  const [part] = draw({ topic: 'safe.child' });
  expect(part?.text).toBe('Call now.\n\nLine emergency: 112');
});
