import { dialog } from '../fixtures/dialogs.ts';
import { asked, chose, keys, lineWith, options, said, talk } from '../fixtures/talk.ts';

const line = lineWith();

describe('first contact', () => {
  test('a person who opens the page without a language is asked for one, then greeted', () => {
    const t = talk(line);
    expect(keys(t.hear({ type: 'arrived' }))).toEqual(['welcome:language']);
    expect(keys(t.hear(chose('welcome/language=ar')))).toEqual(['welcome:hello', 'menu:group']);
    expect(t.state()?.lang).toBe('ar');
  });

  test('a hint from the page greets in that language but does not count as chosen', () => {
    const t = talk(line);
    expect(keys(t.hear({ type: 'arrived', language: 'de-AT' }))).toEqual(['welcome:hello', 'menu:group']);
    expect(t.state()).toMatchObject({ lang: 'de' });
    expect(t.state()?.chosen).toBeUndefined();
  });

  test.each([
    { type: 'chose', option: '!menu' },
    { type: 'sent', what: 'voice' },
    { type: 'located', place: null },
  ] as const)(
    'a hint is spoken, once, to somebody who comes back after all was forgotten: $type',
    (event) => {
      const t = talk(line);
      t.hear({ ...event, language: 'ar' });
      expect(t.state()?.lang).toBe('ar');
      t.hear({ ...event, language: 'de' });
      expect(t.state()?.lang).toBe('ar');
    },
  );

  test('a question as the very first words gets the short notice and its answer, not the welcome', () => {
    const t = talk(line);
    const messages = t.hear(asked('fin.micro', { heard: { country: 'de', place: 'de/hamburg' } }));
    expect(keys(messages)).toEqual(['first-words:notice', 'answer:services', 'answer:next']);
    expect(options(messages)).toContain('!language');
  });

  test('a greeting gets the welcome', () => {
    const t = talk(line);
    const hello = said({ kind: 'none', greeting: true, language: { code: 'uk', confidence: 0.95 } });
    expect(keys(t.hear(hello))).toEqual(['welcome:hello', 'menu:group']);
    expect(t.state()).toMatchObject({ lang: 'uk', chosen: true });
  });

  test('a link that names a topic opens it, after the short notice', () => {
    const t = talk(line);
    const messages = t.hear({ type: 'arrived', topic: 'fin.micro', language: 'en' });
    expect(keys(messages)).toEqual(['first-words:notice', 'place:country']);
  });
});

describe('what an answer depends on is asked once', () => {
  test('country, then city, then papers, only for the topic that needs them', () => {
    const t = talk(line);
    expect(keys(t.hear(asked('biz.right')))).toEqual(['first-words:notice', 'place:country']);
    expect(keys(t.hear(chose('place/country=de')))).toEqual(['place:city']);
    expect(keys(t.hear(chose('place/city=de/hamburg')))).toEqual(['status:papers']);
    t.hear(chose('status/papers=refugee'));
    expect(t.state()?.slots).toMatchObject({ country: 'de', place: 'de/hamburg', status: 'refugee' });
    expect(keys(t.hear(asked('biz.right')))[0]).toBe('answer:nothing');
  });

  test('"somewhere else" is an answer too', () => {
    const t = talk(line);
    t.hear(asked('biz.start'));
    t.hear(chose('place/country=de'));
    expect(keys(t.hear(chose('place/city=none')))[0]).toBe('answer:services');
    expect(keys(t.hear(asked('biz.counsel')))[0]).toBe('answer:services');
  });

  test('what is said in passing is not asked, and can be taken back with one tap', () => {
    const t = talk(line);
    const messages = t.hear(asked('biz.start', { heard: { country: 'de', place: 'de/hamburg' } }));
    expect(options(messages)).toContain('+fix=country');
    expect(keys(t.hear(chose('+fix=country')))).toEqual(['place:country']);
    expect(t.state()?.slots.place).toBeUndefined();
  });

  test('the awaited fact wins over a topic heard in the same words, which is kept for later', () => {
    const t = talk(line);
    t.hear(asked('biz.start'));
    const messages = t.hear(asked('arr.legal', { heard: { country: 'de', place: 'de/berlin' } }));
    expect(keys(messages)[0]).toBe('answer:services');
    expect(options(messages)[0]).toBe('+later');
    expect(keys(t.hear(chose('+later')))[0]).toBe('answer:services');
    expect(t.state()?.slots.topic).toBe('arr.legal');
  });

  test('a shared location fills country and place; one outside every place is said kindly', () => {
    const t = talk(line);
    t.hear(asked('biz.start'));
    expect(keys(t.hear({ type: 'located', place: null }))).toEqual(['unclear:outside', 'place:country']);
    expect(keys(t.hear({ type: 'located', place: 'de/hamburg' }))[0]).toBe('answer:services');
  });
});

describe('services', () => {
  test('at most three at a time, then more, then an honest end', () => {
    const t = talk(line);
    const first = t.hear(asked('arr.legal', { heard: { country: 'de', place: 'de' } }));
    expect(first.flatMap(({ cards }) => cards ?? [])).toHaveLength(3);
    expect(options(first)).toContain('+more');
    const more = t.hear(chose('+more'));
    expect(more.flatMap(({ cards }) => cards ?? [])).toHaveLength(2);
    expect(options(more)).not.toContain('+more');
    expect(keys(t.hear(chose('+more')))).toEqual(['common:no-more', 'answer:next']);
  });

  test('money comes with its support, or is held back and the gap counted', () => {
    const t = talk(line);
    const cards = t
      .hear(asked('fin.micro', { heard: { country: 'de', place: 'de' } }))
      .flatMap(({ cards }) => cards ?? []);
    expect(cards.map(({ service }) => service)).toEqual(['de-loan', 'de-advice']);
    expect(cards[1]?.pairOf).toBe('de-loan');
    const belgium = talk(line);
    const heldBack = belgium.hear(asked('fin.micro', { heard: { country: 'be', place: 'be' } }));
    expect(keys(heldBack)).toContain('answer:nothing');
    expect(belgium.effects()).toContainEqual({
      type: 'count',
      what: 'withheld',
      code: 'no-pair fin.micro be',
    });
    expect(belgium.effects()).toContainEqual({ type: 'count', what: 'gap', code: 'fin.micro be' });
  });

  test('a course is offered unasked beside a business answer', () => {
    const t = talk(line);
    expect(options(t.hear(asked('biz.start', { heard: { country: 'de', place: 'de' } })))).toContain(
      '?biz.training',
    );
  });

  test('a desk is named when the line has nothing', () => {
    const t = talk(line);
    const messages = t.hear(asked('biz.plan', { heard: { country: 'de', place: 'de/hamburg' } }));
    expect(keys(messages)).toEqual(['first-words:notice', 'answer:nothing', 'answer:desk', 'answer:bye']);
    expect(messages.flatMap(({ cards }) => cards ?? []).map(({ service }) => service)).toEqual(['hh-advice']);
    expect(t.effects()).toContainEqual({ type: 'hand-off', team: 'advice' });
  });

  test('feedback is counted with its topic and nothing else', () => {
    const t = talk(line);
    t.hear(asked('biz.start', { heard: { country: 'de', place: 'de' } }));
    t.hear(chose('answer/next=good'));
    expect(t.effects()).toContainEqual({ type: 'count', what: 'helpful', code: 'biz.start yes' });
  });
});

describe('danger', () => {
  const urgent = said({
    kind: 'urgent',
    topic: 'safe.violence',
    sure: true,
    decision: 'fixed-text',
  } as never);

  test('comes before everything in the middle of a dialog, and the question is kept for afterwards', () => {
    const t = talk(line);
    t.hear(asked('biz.start'));
    const messages = t.hear(urgent);
    expect(keys(messages)).toEqual(['danger:safe.violence.sure', 'danger:after']);
    expect(options(messages)[0]).toBe('+later');
    expect(keys(t.hear(chose('+later')))).toEqual(['place:country']);
  });

  test('as the first words it is answered without greeting or notice', () => {
    expect(keys(talk(line).hear(urgent))).toEqual(['danger:safe.violence.sure', 'danger:after']);
  });

  test('in doubt one gentle question is asked, and "yes" gives the text of that danger', () => {
    const t = talk(line);
    const doubt = said({
      kind: 'urgent',
      topic: 'safe.emergency',
      sure: false,
      decision: 'fixed-text',
    } as never);
    expect(keys(t.hear(doubt))).toEqual(['danger:safe.emergency.doubt', 'danger-doubt:sure']);
    expect(keys(t.hear(chose('danger-doubt/sure=yes')))[0]).toBe('danger:safe.emergency.sure');
  });

  test('chosen from the menu it is danger too', () => {
    expect(keys(talk(line).hear(chose('?safe.violence')))[0]).toBe('danger:safe.violence.sure');
  });
});

describe('interrupts', () => {
  test('help and language look aside and come back to the waiting question', () => {
    const t = talk(line);
    t.hear(asked('biz.start'));
    expect(keys(t.hear(said({ kind: 'intent', intent: 'help' } as never)))).toEqual([
      'help:what',
      'place:country',
    ]);
    expect(keys(t.hear(chose('!language')))).toEqual(['choose-language:which']);
    expect(keys(t.hear(chose('choose-language/which=de')))).toEqual(['place:country']);
    expect(t.state()).toMatchObject({ lang: 'de', chosen: true });
    expect(t.state()?.trail).toBeUndefined();
  });

  test('back takes the last answer back and asks it again', () => {
    const t = talk(line);
    t.hear(asked('biz.right'));
    t.hear(chose('place/country=de'));
    t.hear(chose('place/city=de/hamburg'));
    expect(keys(t.hear(chose('!back')))).toEqual(['place:city']);
    expect(keys(t.hear(chose('!back')))).toEqual(['place:country']);
    t.hear(chose('place/country=be'));
    expect(keys(t.hear(chose('place/city=none')))).toEqual(['status:papers']);
  });

  test('back with nowhere to go asks the same again', () => {
    const t = talk(line);
    t.hear({ type: 'arrived', language: 'en' });
    expect(keys(t.hear(chose('!back')))).toEqual(['menu:group']);
  });

  test('restart forgets the answers and keeps the language', () => {
    const t = talk(line);
    t.hear({ type: 'arrived' });
    t.hear(chose('welcome/language=ar'));
    t.hear(asked('biz.start', { heard: { country: 'de', place: 'de' } }));
    expect(keys(t.hear(chose('!restart')))).toEqual(['welcome:hello', 'menu:group']);
    expect(t.state()).toMatchObject({ lang: 'ar', slots: {} });
  });

  test('delete asks once, then forgets everything and says so', () => {
    const t = talk(line);
    t.hear(asked('biz.start'));
    expect(keys(t.hear(chose('!delete')))).toEqual(['delete:sure']);
    expect(keys(t.hear(chose('delete/sure=yes')))).toEqual(['delete:gone']);
    expect(t.state()).toBeNull();
    expect(t.effects()).toContainEqual({ type: 'forget' });
  });

  test('a person is always a word away', () => {
    const t = talk(line);
    t.hear(asked('biz.start'));
    expect(keys(t.hear(said({ kind: 'intent', intent: 'person' } as never)))[0]).toBe('person:desk');
    expect(t.effects()).toContainEqual({ type: 'hand-off', team: 'advice' });
  });
});

describe('old and odd buttons', () => {
  test('an old country button corrects the country and gives the answer again', () => {
    const t = talk(line);
    t.hear(asked('fin.micro', { heard: { country: 'de', place: 'de' } }));
    expect(keys(t.hear(chose('place/country=be')))).toEqual(['answer:nothing', 'answer:desk', 'answer:bye']);
    expect(t.state()?.slots.country).toBe('be');
  });

  test('a renamed step still hears its old buttons, and a person waiting at it goes on', () => {
    const t = talk(line);
    t.hear(asked('biz.start'));
    t.hear(chose('place/country=de'));
    expect(keys(t.hear(chose('place/town=de/hamburg')))[0]).toBe('answer:services');
    const waiting = talk(line, {
      v: 1,
      lang: 'en',
      at: 'place/town',
      slots: { country: 'de', topic: 'biz.start' },
    });
    expect(keys(waiting.hear(said({ kind: 'none' })))).toEqual(['unclear:nothing', 'place:city']);
  });

  test('a button or a position that no longer exists leads to the menu, never to an error', () => {
    const t = talk(line);
    t.hear(asked('biz.start'));
    for (const gone of [
      'lost/step=x',
      'place/country=xx',
      'nonsense',
      '?biz.gone',
      '+lang=xx',
      '+fix=consent',
      '!fly',
    ]) {
      expect(keys(t.hear(chose(gone)))).toEqual(['unclear:moved', 'menu:group']);
    }
    const homeless = talk(line, { v: 1, lang: 'en', at: 'gone/away', slots: {} });
    expect(keys(homeless.hear(said({ kind: 'none' })))).toEqual(['unclear:nothing', 'menu:group']);
  });

  test('two taps at once on the same question count once and lead on', () => {
    const t = talk(line);
    t.hear(asked('biz.start'));
    t.hear(chose('place/country=de'));
    t.hear(chose('place/country=de'));
    expect(t.state()?.slots).toMatchObject({ country: 'de', topic: 'biz.start' });
    expect(t.state()?.at).toBe('place/city');
  });
});

describe('what cannot be understood', () => {
  test('is counted without words and the question comes again, never "invalid option"', () => {
    const t = talk(line);
    t.hear(asked('biz.start'));
    expect(keys(t.hear(said({ kind: 'none' })))).toEqual(['unclear:nothing', 'place:country']);
    expect(t.effects()).toContainEqual({ type: 'count', what: 'unanswered', code: 'place/country' });
  });

  test('an unsure topic is offered with its neighbours and the menu', () => {
    const t = talk(line);
    const alternatives = ['biz.start', 'biz.plan', 'biz.counsel', 'fin.bank'].map((topic) => ({
      topic,
      confidence: 0.2,
    }));
    const messages = t.hear(asked('biz.start', { decision: 'offer', alternatives }));
    expect(options(messages)).toEqual(['?biz.start', '?biz.plan', '?biz.counsel', '!menu']);
    const one = asked('biz.start', {
      decision: 'offer',
      alternatives: [
        { topic: 'biz.start', confidence: 0.3 },
        { topic: 'safe.violence', confidence: 0.3 },
        { topic: 'fin.bank', confidence: 0.05 },
      ],
    });
    const sure = t.hear(one);
    expect([keys(sure), options(sure)]).toEqual([['unclear:offer-one'], ['?biz.start', '!menu']]);
    const lone = [{ topic: 'biz.start', confidence: 0.6 }];
    const alone = t.hear(asked('biz.start', { decision: 'offer', alternatives: lone }));
    expect(keys(alone)).toEqual(['unclear:understood', 'place:country']);
    expect(options(alone)).toContain('!menu');
  });

  test('voice, pictures, empty and over-long messages each get a kind sentence and the question again', () => {
    const t = talk(line);
    t.hear(asked('biz.start'));
    expect(keys(t.hear({ type: 'sent', what: 'voice' }))).toEqual(['unclear:sent-voice', 'place:country']);
    expect(keys(t.hear({ type: 'unreadable', why: 'too-long' }))).toEqual([
      'unclear:too-long',
      'place:country',
    ]);
  });
});

describe('language', () => {
  const german = { language: { code: 'de', confidence: 0.95 } };

  test('a chosen language is never changed silently; the second message in another one brings an offer', () => {
    const t = talk(line);
    t.hear({ type: 'arrived' });
    t.hear(chose('welcome/language=ar'));
    t.hear(asked('biz.start', german));
    const messages = t.hear(said({ kind: 'none', ...german } as never));
    expect(t.state()?.lang).toBe('ar');
    expect(options(messages)).toContain('+lang=de');
    t.hear(chose('+lang=de'));
    expect(t.state()?.lang).toBe('de');
  });

  test('a language that the line does not speak leads to the list of those it does', () => {
    const t = talk(line);
    t.hear({ type: 'arrived', language: 'en' });
    const messages = t.hear(said({ kind: 'none', language: { code: 'tr', confidence: 0.95 } } as never));
    expect(keys(messages)).toEqual(['choose-language:which']);
  });
});

describe('verbs', () => {
  test('remind is an effect and goes on at its step', () => {
    const extra = [
      dialog('later', [
        { verb: 'remind', name: 'soon', after: 30, to: 'later/check' },
        { verb: 'end', name: 'wait' },
        { verb: 'end', name: 'check' },
      ]),
    ];
    const t = talk(lineWith({ extra }), {
      v: 1,
      lang: 'en',
      ret: ['later/soon'],
      at: 'choose-language/which',
      slots: {},
    });
    t.hear(chose('choose-language/which=en'));
    expect(t.effects()).toContainEqual({ type: 'remind', after: 30, to: 'later/check' });
    expect(keys(t.hear({ type: 'reminded', to: 'later/check' }))).toEqual(['later:check']);
  });

  test('when tests slots, open desks and spoken languages', () => {
    const open = { days: ['su' as const], opens: '08:00', closes: '20:00' };
    const team = { name: 'advice', title: {}, services: [], languages: ['en'], hours: [open] };
    const extra = [
      dialog('tests', [
        {
          verb: 'when',
          name: 'a',
          condition: { test: 'is', slot: 'country', values: ['be'] },
          then: 'tests/wrong',
        },
        { verb: 'when', name: 'b', condition: { test: 'speaks', team: 'advice' }, otherwise: 'tests/wrong' },
        { verb: 'when', name: 'c', condition: { test: 'open-now', team: 'advice' }, then: 'tests/right' },
        { verb: 'end', name: 'wrong' },
        { verb: 'end', name: 'right' },
      ]),
    ];
    const t = talk(lineWith({ extra, teams: new Map([['advice', team]]) }));
    t.hear({ type: 'located', place: 'de/hamburg' });
    expect(keys(t.hear({ type: 'reminded', to: 'tests/a' }))).toEqual(['tests:right']);
  });

  test('a dialog that turns in a circle ends at the menu button instead of hanging', () => {
    const extra = [dialog('circle', [{ verb: 'go', name: 'round', to: 'circle/round' }])];
    const t = talk(lineWith({ extra }));
    const messages = t.hear({ type: 'reminded', to: 'circle/round' });
    expect(keys(messages)).toEqual(['unclear:moved']);
    expect(options(messages)).toEqual(['!menu']);
  });
});
