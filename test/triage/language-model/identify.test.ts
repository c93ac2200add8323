// The language model on our own sentences: what it must hear, when it must not be sure, and that no text harms it.

import { identify, loadLanguageModel } from '../../../src/triage/language-model/identify.ts';
import { lettersOf } from '../../../src/triage/language-model/letters.ts';
import { languagesWithOpeners, openersOf } from '../../../src/triage/language-model/openers.ts';
import { leastCpu } from '../../fixtures/cpu-time.ts';

const heard = (text: string) => identify(text).ranked[0]?.code ?? null;

const SENTENCES: readonly (readonly [code: string, text: string])[] = [
  ['en', 'where can i register my small company'],
  ['fr', 'je cherche une formation pour ouvrir un salon de coiffure'],
  ['de', 'wo kann ich mein Gewerbe anmelden'],
  ['es', 'quiero vender comida en el mercado del barrio'],
  ['it', 'vorrei aprire una piccola sartoria con mia sorella'],
  ['pt', 'preciso de dinheiro para comprar máquinas de costura'],
  ['nl', 'ik zoek iemand die mij met de belasting helpt'],
  ['pl', 'szukam pożyczki na mały warsztat samochodowy'],
  ['ro', 'aș vrea să lucrez ca electrician pe cont propriu'],
  ['sq', 'dua të hap një furrë buke në qytet'],
  ['tr', 'küçük bir lokanta açmak için izin gerekiyor mu'],
  ['so', 'waxaan rabaa inaan furo dukaan yar oo dharka lagu iibiyo'],
  ['ku', 'ez dixwazim dikaneke piçûk vekim lê pereyê min tune'],
  ['vi', 'tôi muốn mở một tiệm làm móng nhỏ'],
  ['uk', 'хочу відкрити маленьку пекарню, з чого почати?'],
  ['ru', 'хочу открыть маленькую пекарню, с чего начать?'],
  ['ar', 'أريد أن أفتح مطعماً صغيراً وليس عندي رأس مال'],
  ['fa', 'می‌خواهم یک خیاطی کوچک باز کنم'],
  ['ps', 'زه غواړم چې یو کوچنی دوکان پرانیزم'],
  ['ur', 'مجھے اپنا چھوٹا کاروبار شروع کرنا ہے'],
  ['ckb', 'دەمەوێت چێشتخانەیەکی بچووک بکەمەوە'],
  ['am', 'ትንሽ የልብስ ሱቅ መክፈት እፈልጋለሁ'],
  ['ti', 'ንእሽቶ ድኳን ክኸፍት ይደሊ ኣለኹ'],
  ['bn', 'আমি একটি ছোট দোকান খুলতে চাই'],
  ['el', 'θέλω να ανοίξω ένα μικρό μαγαζί'],
  ['zh', '我想开一家小餐馆'],
];

test.each(SENTENCES)('an everyday sentence in %s is heard as that', (code, text) => {
  const [first] = identify(text).ranked;
  expect(first?.code).toBe(code);
  expect(first?.p).toBeGreaterThan(0.8);
});

test.each([
  ['tr', 'kucuk bir lokanta acmak icin izin gerekiyor mu'],
  ['pl', 'szukam pozyczki na maly warsztat'],
  ['ku', 'ez dixwazim dikaneke picuk vekim'],
  ['vi', 'toi muon mo mot tiem nho'],
  ['fa', 'ميخواهم يك خياطي كوچك باز كنم'],
  ['ur', 'مجهے اپنا چهوٹا كاروبار شروع كرنا ہے'],
])('%s is still heard when it was typed on another keyboard', (code, text) => {
  expect(heard(text)).toBe(code);
});

test.each([
  ['en', 'hellooooo'],
  ['tr', 'Merhaba!'],
  ['tr', 'SELAM'],
  ['ku', 'rojbaş'],
  ['so', 'iska warran'],
  ['sq', 'faleminderit'],
  ['uk', 'ДОБРИЙ ДЕНЬ'],
  ['ti', 'የቐንየለይ'],
  ['ckb', 'زۆر سوپاس'],
  ['ps', 'مننه'],
])('a greeting or thanks in %s is heard', (code, text) => {
  const [first] = identify(text).ranked;
  expect(first?.code).toBe(code);
  expect(first?.p).toBeGreaterThan(0.9);
});

test.each(['no', 'ok', 'سلام', 'ሰላም'])('%s belongs to several languages, so none is sure', (text) => {
  expect(identify(text).ranked[0]?.p).toBeLessThan(0.9);
});

test.each([
  'jag vill öppna en liten restaurang i staden',
  'haluan perustaa pienen ravintolan',
  'chci si otevřít malou restauraci ve městě',
  'искам да отворя малък магазин в града',
  'ninataka kufungua duka dogo mjini',
  '小さな店を開きたいです',
  'मैं एक छोटी दुकान खोलना चाहता हूँ',
  'אני רוצה לפתוח חנות קטנה',
])('a language that is not among ours is called other', (text) => {
  expect(heard(text)).toBe('other');
});

test.each([
  ['ar', 'marhaba ana 3andi mushkila badde shoghl'],
  ['fa', 'salam man mikham yek maghaze baz konam'],
  ['ur', 'mujhe apna kaam shuru karna hai madad chahiye'],
  ['uk', 'dobryi den meni potribna dopomoha z dokumentamy'],
])('%s in Latin letters is noticed and not taken for another language', (language, text) => {
  const { ranked, romanised } = identify(text);
  expect(romanised).toBe(language);
  expect(ranked[0]!.code === 'other' || ranked[0]!.p < 0.9).toBe(true);
});

test('sentences of languages with Latin letters are not taken for romanised ones', () => {
  expect(SENTENCES.filter(([, text]) => identify(text).romanised !== undefined)).toEqual([]);
});

test('a name in Latin letters does not hide the language of the rest', () => {
  expect(heard('زه غواړم چې د Microsoft Office کورس ولولم')).toBe('ps');
  expect(heard('хочу навчитися Excel та PowerPoint')).toBe('uk');
});

test.each([
  ['nothing', ''],
  ['only emoji', '😀😀👨‍👩‍👧‍👦🇺🇦'.repeat(100)],
  ['only digits', '1234 ٥٦٧٨'],
  ['only an address', 'https://example.org/a?b=c'],
  ['marks without a letter', '\u0301'.repeat(1000)],
  ['a half of a pair', '\ud83d'],
])('%s has no language', (_, text) => {
  expect(identify(text).ranked).toEqual([]);
});

test.each([
  ['4 kB of one word', 'hi '.repeat(1400)],
  ['4 kB of one letter', 'a'.repeat(4096)],
  ['1,000 combining marks', `e${'\u0301'.repeat(1000)} help me please`],
  ['three scripts', 'hello привет مرحبا '.repeat(220)],
  ['ligatures that unfold', 'ﷺ'.repeat(1365)],
  ['4 kB of addresses', 'a@b.c '.repeat(680)],
  ['4 kB of apostrophes', "a'''''".repeat(680)],
  ['a megabyte', 'куди звернутися '.repeat(65_000)],
])('%s is heard in bounded time', (_, text) => {
  identify('hello');
  expect(leastCpu(20, () => identify(text))).toBeLessThan(5);
});

test('every table of the packed model has its rows and codes', () => {
  for (const { codes, rows, table, sharpness } of loadLanguageModel().groups) {
    expect(table).toHaveLength(rows * codes.length);
    expect(sharpness).toHaveLength(4);
  }
});

test('every opener is written as messages are read, so that it can be met', () => {
  const odd = languagesWithOpeners().flatMap((code) =>
    openersOf(code).filter((one) => lettersOf(one) !== one),
  );
  expect(odd).toEqual([]);
});
