import { createTriage, type Utterance } from '../../src/triage/understand.ts';
import { smallLine } from './fixture.ts';

const triage = createTriage(smallLine());
const hear = (text: string, more: Partial<Utterance> = {}) => triage.understand({ text, ...more });

describe('danger', () => {
  test.each([
    ['My boss always keeps our passports', 'safe.traffick'],
    ['My bos keeps my pasport', 'safe.traffick'],
    ['мене забрали паспорт', 'safe.traffick'],
    ['زوجي يضربني كل ليلة', 'safe.violence'],
    ['der chef hat meinen Pass', 'safe.traffick'],
    ['Feuer!!!', 'safe.emergency'],
    ['ICH WILL NICHT MEHR LEBEN', 'safe.suicide'],
  ])('%s is %s', (text, topic) => {
    expect(hear(text)).toMatchObject({ kind: 'urgent', topic });
  });

  test.each([
    'kill two birds with one stone',
    'my phone died',
    'how to fire an employee',
    'shooting a video',
    'fire insurance for my shop',
    'mein Handy ist gestorben',
  ])('%s is no danger', (text) => {
    expect(hear(text).kind).not.toBe('urgent');
  });

  test('a look-alike does not hide a danger beside it', () => {
    expect(hear('my phone died and my husband is hitting me')).toMatchObject({
      kind: 'urgent',
      topic: 'safe.violence',
    });
  });

  test('wanting to live is not wanting to die', () => {
    expect(hear('i want to open a shop and live from it').kind).not.toBe('urgent');
    expect(hear('I want to live in Berlin').kind).not.toBe('urgent');
  });

  test('a danger that is denied is asked about, not taken for sure', () => {
    expect(hear('i do not want to die')).toMatchObject({ kind: 'urgent', sure: false });
  });

  test('a wording that no phrase has may raise a doubt, never a certainty', () => {
    expect(hear('my husband is hitting me')).toMatchObject({
      kind: 'urgent',
      topic: 'safe.violence',
      sure: false,
    });
  });
});

describe('intents', () => {
  test.each([
    ['menu', 'menu'],
    ['Menü!', 'menu'],
    ['delete my data please', 'delete'],
    ['ich will mit einem menschen sprechen', 'person'],
    ['I want to speak to a human about my loan', 'person'],
    ['القائمه', 'menu'],
    ['видаліть мої дані', 'delete'],
    ['zurueck', 'back'],
    ['start again', 'restart'],
    ['help', 'help'],
  ])('%s means %s', (text, intent) => {
    const meaning = hear(text);
    if (text === 'zurueck') expect(meaning.kind).not.toBe('urgent');
    else expect(meaning).toMatchObject({ kind: 'intent', intent, decision: 'intent' });
  });

  test.each([
    'menu for my new restaurant in town',
    'delete my company',
    'help with taxes',
    'i need a language course for my business',
  ])('%s is a question, not a command', (text) => {
    expect(hear(text).kind).not.toBe('intent');
  });
});

describe('choices', () => {
  const offered = [
    { id: 'place/country=de', label: 'Germany' },
    { id: 'place/country=at', label: 'Austria' },
    { id: 'place/country=fr', label: 'France' },
  ];
  test.each([
    '2',
    '٢',
    '۲',
    '२',
    '2.',
    '(2)',
    '2️⃣',
    '２',
    'nr 2',
    'option 2',
    '፪',
    'austria',
    'AUSTRIA!',
    'Austri',
    'Asutria',
    'the second',
    'die zweite bitte',
    'الثاني',
    'другий',
    'austria i think',
  ])('"%s" picks the second', (text) => {
    expect(hear(text, { offered })).toMatchObject({ kind: 'choice', option: 'place/country=at' });
  });

  test.each(['9', '0', '112', 'Aust und Germ', 'the second or the third'])('"%s" picks nothing', (text) => {
    expect(hear(text, { offered }).kind).not.toBe('choice');
  });

  test.each([
    ['yes', 'yes'],
    ['ja klar', 'yes'],
    ['نعم', 'yes'],
    ['так', 'yes'],
    ['nein', 'no'],
    ['ні', 'no'],
    ['لا', 'no'],
    ['not ok', 'no'],
  ])('"%s" answers a yes-or-no question with %s', (text, answer) => {
    const asked = [
      { id: 'w/ok=yes', label: 'Yes, go on' },
      { id: 'w/ok=no', label: 'No, thank you' },
    ];
    expect(hear(text, { offered: asked })).toMatchObject({ kind: 'choice', option: `w/ok=${answer}` });
  });

  test('a number with nothing offered is no choice', () => {
    expect(hear('2').kind).toBe('none');
  });
});

describe('heard in passing', () => {
  test.each([
    ['I live in Hamburg', { country: 'de', place: 'de/hamburg' }],
    ['я у Гамбурзі', { country: 'de', place: 'de/hamburg' }],
    ['шукаю роботу в Німеччині', { country: 'de' }],
    ['я в Австрії', { country: 'at' }],
    ['أنا في برلين', { country: 'de', place: 'de/berlin' }],
    ['اسكن ببرلين', { country: 'de', place: 'de/berlin' }],
    ['Almanya’da yaşıyorum', { country: 'de' }],
    ['I come from Romania, now in Hamburg', { country: 'de', place: 'de/hamburg' }],
    ['Luxembourg', { country: 'lu', place: 'lu/luxembourg' }],
  ])('%s', (text, heard) => {
    expect(hear(text).heard).toEqual(heard);
  });

  test.each([
    'I am Italian',
    'ich bin Rumäne',
    'я австрієць',
    'أنا ألماني',
    'I am from Romania',
    'Germany or Austria',
  ])('%s says no place', (text) => {
    const { country, place } = hear(text).heard;
    expect([country, place]).toEqual([undefined, undefined]);
  });

  test('"from Romania" answers the question for a country', () => {
    expect(hear('from Romania', { slot: 'country' }).heard).toMatchObject({ country: 'ro' });
  });

  test('papers, needs and stage are heard beside the question', () => {
    expect(hear('i need a loan, i am an asylum seeker, it must be free of charge').heard).toMatchObject({
      status: 'asylum-seeker',
      needs: 'free',
      money: 'yes',
    });
    expect(hear('i already have a shop').heard).toMatchObject({ stage: 'running' });
  });

  test('two kinds of papers in one message are not guessed between', () => {
    expect(hear('is a student visa better than when i applied for asylum').heard.status).toBeUndefined();
  });
});
