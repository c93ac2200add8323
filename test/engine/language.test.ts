import type { Spoken } from '../../src/model/meaning.ts';
import { service } from '../fixtures/small-line.ts';
import { asked, chose, keys, lineWith, options, said, talk } from '../fixtures/talk.ts';

const line = lineWith();
const spoken = (more: Partial<Spoken>): { spoken: Spoken } => ({
  spoken: { guess: null, evidence: { floor: -4.6, sums: { de: -0.5, en: -1.2 } }, among: [], ...more },
});

test('a doubtful language is spoken, kept with its evidence, and may be changed with one tap', () => {
  const t = talk(line);
  const doubtful = spoken({ guess: { code: 'de', confidence: 0.6 }, among: ['de', 'en'] });
  const messages = t.hear(asked('biz.start', doubtful));
  expect(t.state()).toMatchObject({ lang: 'de', evidence: { sums: { de: -0.5 } } });
  expect(t.state()?.chosen).toBeUndefined();
  expect(options(messages)).toContain('+lang=en');
  expect(options(messages)).not.toContain('+lang=de');
});

test('messages that are sure together settle the language, and the evidence goes', () => {
  const t = talk(line);
  t.hear(asked('biz.start', spoken({ guess: { code: 'de', confidence: 0.6 }, among: ['de', 'en'] })));
  t.hear(asked('biz.start', spoken({ guess: { code: 'de', confidence: 0.9 } })));
  expect(t.state()).toMatchObject({ lang: 'de', chosen: true });
  expect(t.state()?.evidence).toBeUndefined();
});

test('words in Latin letters of a language with its own script are asked about in it', () => {
  const t = talk(line);
  const messages = t.hear(said({ kind: 'none', ...spoken({ among: ['ar'] }) } as never));
  expect(keys(messages)).toEqual(['welcome:language']);
  expect(t.state()?.lang).toBe('ar');
  expect(t.state()?.chosen).toBeUndefined();
});

test('a mere guess at what words in Latin letters mean is not offered before the language is known', () => {
  const t = talk(line);
  t.hear({ type: 'arrived' });
  t.hear(said({ kind: 'none', greeting: true }));
  const romanised = { kind: 'topic', topic: 'biz.start', decision: 'offer', ...spoken({ among: ['ar'] }) };
  expect(keys(t.hear(said(romanised as never)))).toEqual(['choose-language:which']);
});

test('what nobody understood, in a language that nobody could tell, is asked about later too', () => {
  const t = talk(line);
  t.hear({ type: 'arrived', language: 'en' });
  const messages = t.hear(said({ kind: 'none', ...spoken({ among: ['de', 'en'] }) } as never));
  expect(keys(messages)).toEqual(['choose-language:which']);
});

test('a doubtful word that answers no question leaves the waiting question alone', () => {
  const t = talk(line);
  t.hear(asked('biz.start'));
  const messages = t.hear(said({ kind: 'none', ...spoken({ among: ['de', 'en'] }) } as never));
  expect(keys(messages)).toEqual(['unclear:nothing', 'place:country']);
});

test('who names the language she wants gets it at once', () => {
  const t = talk(line);
  t.hear({ type: 'arrived', language: 'en' });
  t.hear(said({ kind: 'intent', intent: 'language', wished: 'ar', decision: 'intent' } as never));
  expect(t.state()).toMatchObject({ lang: 'ar', chosen: true });
});

test('a need said in passing narrows the answer and is taken back with one tap', () => {
  const t = talk(line);
  const messages = t.hear(
    asked('biz.counsel', { heard: { country: 'de', place: 'de/hamburg', needs: 'free' } }),
  );
  expect(t.state()?.slots.needs).toBe('free');
  expect(options(messages)).toContain('+fix=needs');
  t.hear(chose('+fix=needs'));
  expect(t.state()?.slots.needs).toBeUndefined();
});

test('what is said beside the answer to a question can be corrected too', () => {
  const t = talk(line);
  t.hear(asked('biz.right'));
  const messages = t.hear(
    said({ kind: 'none', heard: { country: 'de', place: 'de/hamburg', status: 'refugee' } }),
  );
  expect(options(messages)).toContain('+fix=status');
  expect(options(messages)).not.toContain('+fix=country');
});

test('who asks for a helper who speaks Tigrinya is shown that one first, and not for the next question', () => {
  const t = talk(
    lineWith({
      services: new Map(
        ['de', 'ti'].map((code) => [
          code,
          service(`speaks-${code}`, { coverage: ['de'], topics: ['biz.counsel'], languages: [code] }),
        ]),
      ),
    }),
  );
  const heard = { country: 'de', place: 'de/hamburg', needs: 'my-language' };
  const messages = t.hear(
    asked('biz.counsel', { heard, speaks: 'ti', language: { code: 'de', confidence: 0.9 } }),
  );
  expect(messages.flatMap(({ cards }) => cards ?? []).map(({ service }) => service)[0]).toBe('speaks-ti');
  t.hear(asked('biz.start'));
  expect(t.state()?.slots.speaks).toBeUndefined();
});

test('the need of one question does not narrow the next', () => {
  const t = talk(line);
  t.hear(asked('biz.counsel', { heard: { country: 'de', place: 'de/hamburg', needs: 'free' } }));
  t.hear(asked('biz.start'));
  expect(t.state()?.slots.needs).toBeUndefined();
});
