import { join } from 'node:path';
import { loadLine } from '../../src/content/load.ts';
import { compileEars } from '../../src/triage/ears.ts';
import { phrasesIn, slotsSaid } from '../../src/triage/in-every-language.ts';
import { normalise, wordsOf } from '../../src/triage/normalise.ts';
import { piecesOf } from '../../src/triage/pieces.ts';

const root = join(import.meta.dirname, '../..');
const ears = compileEars(loadLine(root, 'europe').line!);
const said = (text: string) => {
  const words = wordsOf(normalise(text));
  return slotsSaid(ears, { words, found: phrasesIn(ears, words) }, piecesOf(text, words), false);
};
const hear = (text: string) => said(text).slots;

describe('papers', () => {
  test.each([
    ['hello, asylum seeker in Greece here', 'asylum-seeker'],
    ['I was an asylum seeker, now recognised refugee', 'refugee'],
    ['i am not a refugee, i am a student', 'student'],
    ['ich habe subsidiären Schutz', 'refugee'],
    ['j’ai la protection subsidiaire', 'refugee'],
    ['عندي حماية ثانوية', 'refugee'],
    ['маю додатковий захист', 'refugee'],
    ['wir haben §24 in Kassel', 'temporary-protection'],
    ['маю ТП в Польщі', 'temporary-protection'],
    ['je suis portugais, je veux ouvrir un bar', 'eu-citizen'],
    ['I work here with a blue card', 'worker'],
    ['جيت لم شمل عند زوجي', 'family'],
    ['sans titre de séjour depuis un an', 'no-papers'],
  ])('%s: %s', (text, status) => {
    expect(hear(text).status).toBe(status);
  });

  test.each([
    'what is temporary protection',
    'difference between refugee and subsidiary protection',
    'що таке тимчасовий захист',
    'c’est quoi la protection subsidiaire',
    'was ist eine Duldung',
    'ما هي الحماية المؤقتة',
    'my brother is a refugee',
    'meine Schwester hat eine blaue Karte',
    'courses for refugees in Vienna',
    'we do not have temporary protection',
    'how do I get refugee status',
  ])('%s tells no status of her own', (text) => {
    expect(hear(text).status).toBeUndefined();
  });
});

describe('places', () => {
  test.each([
    ['my cousin is in Spain but i am in Sweden', 'se'],
    ['ma soeur vit à Rome mais moi je suis à Lyon', 'fr'],
    ['мама в Берліні, а я у Варшаві', 'pl'],
    ['in Holland aufgewachsen, jetzt in Wien', 'at'],
    ['not in Germany anymore, now i live in Austria', 'at'],
    ['ohne Papiere in Leipzig', 'de'],
    ['أخي في فرنسا وأنا في هولندا', 'nl'],
    ['ouvrir un restaurant italien à Toulouse', 'fr'],
  ])('%s: %s', (text, country) => {
    expect(hear(text).country).toBe(country);
  });

  test.each(['je suis italien', 'my cousin is in Spain', 'née à Madrid', 'je ne suis plus en France'])(
    '%s tells no place where she is',
    (text) => {
      expect(hear(text).country).toBeUndefined();
    },
  );
});

describe('needs and stage', () => {
  test.each([
    ['not necessarily free but online please', 'online'],
    ['nur für Frauen und kostenlos', 'free,women-only'],
    ['qui est ouvert ce soir', 'open-now'],
    ['I want to open a shop now', undefined],
    ['how can I sell my cakes online', undefined],
  ])('%s: %s', (text, needs) => {
    expect(hear(text).needs).toBe(needs);
  });

  test.each([
    ['my bakery runs since three years', 'running'],
    ['erst nur eine Idee', 'idea'],
    ['j’écris mon business plan', 'planning'],
    ['can i open a shop', undefined],
    ['I had a shop before the war', undefined],
  ])('%s: %s', (text, stage) => {
    expect(hear(text).stage).toBe(stage);
  });

  test('a helper who speaks a named language is a wish for that language', () => {
    const { slots, speaks } = said('is there someone who speaks Tigrinya');
    expect([speaks, slots.needs]).toEqual(['ti', 'my-language']);
    expect(said('where can I learn German').speaks).toBeNull();
  });

  test('a long story costs little more than a short one', () => {
    const story = 'my brother was a refugee in Berlin, and '.repeat(2000);
    expect(hear(story).status).toBeUndefined();
  });
});
