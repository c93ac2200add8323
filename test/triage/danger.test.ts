import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadLine } from '../../src/content/load.ts';
import { patternBookOf } from '../../src/triage/danger-ear.ts';
import { learnSignals } from '../../src/triage/patterns/learn-signals.ts';
import { packSignals, unpackSignals } from '../../src/triage/patterns/pack-signals.ts';
import { createTriage } from '../../src/triage/understand.ts';
import { packOf } from '../../src/understanding-pack.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { line } = loadLine(root, 'europe');
// One language teaches in seconds what five do in a minute.
const phrases = [...(line?.phrases.values() ?? [])].filter(({ language }) => language === 'fr');

function signals(): Uint8Array {
  const learning = learnSignals(phrases, patternBookOf(phrases));
  for (;;) {
    const { done, value } = learning.next();
    if (done === true) return packSignals(value);
  }
}

describe('what the default line hears of danger and commands', () => {
  const whole = packOf(line!);
  const triage = createTriage(line!, whole);
  triage.warm();
  const hear = (text: string) => {
    const meaning = triage.understand({ text });
    return {
      danger: meaning.kind === 'urgent' ? meaning : null,
      intent: meaning.kind === 'intent' ? meaning : null,
    };
  };

  test.each([
    ['my boss has my passport and wont give it back', 'safe.traffick'],
    ['Er schlägt mich und die Kinder', 'safe.violence'],
    ['je veux plus vivre', 'safe.suicide'],
    ['الشرطة على الباب وبدهم ياخدوني', 'safe.detention'],
    ['не можу знайти сина', 'safe.child'],
    ['Привет, i have a question: my husband hits me', 'safe.violence'],
    ['бонжур, there is a fire in our house', 'safe.emergency'],
    ['hello i want to open a shop but my employer took my passport and i cant leave', 'safe.traffick'],
    ['pomogite', 'safe.emergency'],
    ['police!', 'safe.emergency'],
    ['polizei!!', 'safe.emergency'],
    ['mi husbend beets me', 'safe.violence'],
  ])('%s is %s', (text, topic) => {
    expect(hear(text).danger?.topic).toBe(topic);
  });

  test.each([
    ['i want to open a bakery and my husband hits me every night', 'safe.violence', 'biz.start'],
    ['please help me register my company my boss took my passport', 'safe.traffick', 'biz.register'],
    ['ich will einen laden aufmachen und mein mann schlägt mich jeden abend', 'safe.violence', 'biz.start'],
    ['je cherche un crédit pour mon salon et mon mari me frappe', 'safe.violence', 'fin.micro'],
    ['بدي سجل شركة وزوجي عم يضربني كل يوم', 'safe.violence', 'biz.register'],
    ["хочу відкрити кав'ярню а чоловік мене б'є", 'safe.violence', 'biz.start'],
    ['how do i pay tax and i want to kill myself', 'safe.suicide', 'biz.tax'],
  ])('%s is %s beside a plain wish, which is kept', (text, topic, second) => {
    expect(hear(text).danger).toMatchObject({ topic, second });
  });

  test.each(['👋', '🙏', '❤️', '😀😀😀', '🤷‍♀️', 'ഹലോ', 'ཨ་ལོ'])(
    '%s is neither a danger nor a command',
    (text) => {
      expect(hear(text)).toEqual({ danger: null, intent: null });
    },
  );

  test.each([
    'i want to open a small food stand and need money',
    'kill two birds with one stone',
    'my phone died',
    'how to fire an employee',
    'shooting a video',
    'the deadline is killing me',
    'i could murder a coffee',
    'police certificate for my permit',
    'Ich will vom Laden leben',
    'هل احتاج رخصة لفتح مطعم',
    'як відкрити фоп',
    'comment ouvrir un salon de coiffure',
  ])('%s is no danger', (text) => {
    expect(hear(text).danger).toBeNull();
  });

  test.each([
    ['can i talk to a real person please', 'person'],
    ['bitte alles löschen', 'delete'],
    ['on recommence depuis le début', 'restart'],
    ['ما بدي رسائل بعد اليوم', 'stop'],
    ['покажи головне меню', 'menu'],
  ])('%s means %s', (text, intent) => {
    expect(hear(text).intent?.intent).toBe(intent);
  });

  test('the held-back messages are heard as well as docs/understanding.md says, but for a point', () => {
    const file = `${root}/bench/understanding/held-back/danger-en.jsonl`;
    expect(existsSync(file)).toBe(true);
    const messages = readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((row) => JSON.parse(row) as { text: string; topic: string | null });
    const heard = (of: typeof messages) =>
      of.filter(({ text }) => hear(text).danger !== null).length / of.length;
    expect(heard(messages.filter(({ topic }) => topic !== null))).toBeGreaterThan(0.96);
    expect(heard(messages.filter(({ topic }) => topic === null))).toBeLessThan(0.1);
  });

  test('the same phrases teach the same bytes, and cut bytes are not read', () => {
    const pack = signals();
    expect(Buffer.from(signals()).equals(Buffer.from(pack))).toBe(true);
    expect(unpackSignals(pack)?.labels.length).toBeGreaterThan(0);
    expect(unpackSignals(pack.subarray(0, pack.length - 1))).toBeNull();
    expect(unpackSignals(new Uint8Array())).toBeNull();
  });
});
