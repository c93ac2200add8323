import { hearLanguage } from '../../src/triage/language.ts';
import { identify } from '../../src/triage/language-model/identify.ts';
import { normalise, wordsOf } from '../../src/triage/normalise.ts';
import { setThresholds } from '../../src/triage/topics/thresholds.ts';
import { indexWords } from '../../src/triage/word-index.ts';

describe('normalise', () => {
  test.each([
    ['Müller’s  ＣＡＦÉ!!', 'mullers cafe'],
    ['أُرِيدُ قَرْضًا', 'ارید قرضا'],
    ['میخواهم', normalise('ميخواهم')],
    ['می‌خواهم', 'می خواهم'],
    ['مـــرحبا', 'مرحبا'],
    ['٢٣ ۴۵ २', '23 45 2'],
    ['helloooooo', 'helloo'],
    ['1000000', '1000000'],
    ["l'argent d’aide don't I'm", 'l argent d aide dont im'],
    ['м’яч ґанок', 'мяч ганок'],
    ['ሠላም ፀሐይ', normalise('ሰላም ጸሀይ')],
    ['Straße İstanbul ışık', 'strasse istanbul isik'],
    ['help🆘now', 'help 🆘 now'],
    ['see https://a.example/b or write a@b.example now', 'see or write now'],
    ['你好', '你 好'],
  ])('%s → %s', (text, expected) => {
    expect(normalise(text)).toBe(expected);
  });

  test('is done after one pass', () => {
    for (const text of ['Müller’s CAFÉ', 'أُرِيدُ', 'ґанок', 'helloooo', '🆘🆘'])
      expect(normalise(normalise(text))).toBe(normalise(text));
  });

  test('keeps the head and the tail of what is too long', () => {
    const normal = normalise(`start ${'x '.repeat(20_000)} end`);
    expect(normal.length).toBeLessThanOrEqual(4001);
    expect(normal.startsWith('start')).toBe(true);
    expect(normal.endsWith('end')).toBe(true);
    expect(wordsOf('hi '.repeat(50).trim())).toEqual(['hi', 'hi']);
  });
});

describe('words', () => {
  const index = indexWords(['passport', 'kill', 'سفر', 'забрали']);
  test.each([
    ['passports', 'passport'],
    ['pasport', 'passport'],
    ['passprot', 'passport'],
    ['killed', 'kill'],
    ['والسفر', 'سفر'],
    ['забрав', 'забрали'],
  ])('%s may be %s', (word, known) => {
    expect([...index.find(word).numbers].map((number) => index.words[number])).toContain(known);
  });
  test.each(['airport', 'skill', 'klil', 'pass'])('%s is none of them', (word) => {
    expect(index.find(word).numbers).toHaveLength(0);
  });
});

describe('language', () => {
  test.each([
    ['hello, how can I start?', 'en'],
    ['Bonjour, je voudrais une adresse', 'fr'],
    ['Guten Tag, ich brauche Hilfe', 'de'],
    ['مرحبا كيف أفتح شركة', 'ar'],
    ['سلام، چطور می‌توانم شرکت ثبت کنم', 'fa'],
    ['مجھے مدد چاہیے', 'ur'],
    ['زه غواړم کار وکړم', 'ps'],
    ['من یارمەتیم دەوێت، چۆن دەتوانم', 'ckb'],
    ['Доброго дня, як відкрити ФОП', 'uk'],
    ['Здравствуйте, как открыть ИП', 'ru'],
    ['Merhaba, nasıl şirket açabilirim', 'tr'],
    ['Hola, quiero abrir una tienda', 'es'],
    ['Buongiorno, vorrei aprire un negozio', 'it'],
    ['Dzień dobry, chcę otworzyć firmę', 'pl'],
    ['Bună ziua, vreau să deschid o firmă', 'ro'],
    ['waxaan rabaa inaan ganacsi furo', 'so'],
    ['ሰላም፣ ቢዝነስ መጀመር እፈልጋለሁ', 'am'],
    ['ከመይ ኣለኹም ስራሕ ክጅምር እደሊ', 'ti'],
    ['আমি একটি দোকান খুলতে চাই', 'bn'],
    ['γεια σας', 'el'],
    ['我想开店', 'zh'],
    ['Tôi muốn mở cửa hàng', 'vi'],
    ['Përshëndetje, dua të hap një biznes', 'sq'],
    ['Ez dixwazim karekî vekim', 'ku'],
  ])('%s is %s', (text, code) => {
    expect(hearLanguage(identify(text))?.code).toBe(code);
  });

  test.each(['', '123', '😀', 'https://example.org', 'かな'])('"%s" tells no language', (text) => {
    expect(hearLanguage(identify(text))).toBeNull();
  });

  test('a Latin name in an Arabic sentence does not make it English', () => {
    expect(hearLanguage(identify('أريد أن أعمل مع Uber في Berlin'))?.code).toBe('ar');
  });
});

describe('thresholds', () => {
  const sample = (confidence: number, right: boolean, outside = false) => ({
    confidence,
    right,
    outside,
    alarm: 0,
    danger: false,
  });

  test('a model that is often wrong must be surer before it answers', () => {
    const good = Array.from({ length: 200 }, (_, at) => sample(at / 200, at > 20));
    const poor = Array.from({ length: 200 }, (_, at) => sample(at / 200, at > 150));
    expect(setThresholds(poor).answer).toBeGreaterThan(setThresholds(good).answer);
  });

  test('strangers that look familiar raise both thresholds', () => {
    const inside = Array.from({ length: 200 }, (_, at) => sample(at / 200, true));
    const strangers = Array.from({ length: 50 }, (_, at) => sample(at / 60, false, true));
    const alone = setThresholds(inside);
    const mixed = setThresholds([...inside, ...strangers]);
    expect(mixed.answer).toBeGreaterThan(alone.answer);
    expect(mixed.offer).toBeGreaterThan(alone.offer);
  });

  test('too few phrases to measure give the cautious numbers', () => {
    expect(setThresholds([sample(0.1, true)])).toEqual({ answer: 0.9, offer: 0.25, danger: 0.5 });
  });
});

test('the short way for plain letters says the same as the long one', () => {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCXYZ0123456789   ....,,!!??;()\n-wwwaaabbb';
  let seed = 20261122;
  for (let round = 0; round < 2000; round += 1) {
    let text = round % 50 === 0 ? 'see www.example.org ' : '';
    for (let length = 0; length < round % 60; length += 1) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      text += letters[seed % letters.length];
    }
    // The mark is dropped, but it is no plain letter.
    expect(normalise(text)).toBe(normalise(`${text}\u200e`));
  }
});
