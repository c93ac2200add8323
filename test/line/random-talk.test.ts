import { unpackOffered } from '../../src/engine/offered.ts';
import type { Event } from '../../src/model/event.ts';
import { isFinance } from '../../src/model/topic.ts';
import { asked, chose, said, talk } from '../fixtures/talk.ts';
import { defaultLine } from './default-line.ts';

const line = defaultLine();
const SEED = 20_261_122;

/** A small generator of its own, so that a failure can be played again from the printed seed. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const topics = [...line.topics.keys()];
const places = [...line.places.keys()];

function anyEvent(below: (n: number) => number, offered: readonly string[]): Event {
  const topic = topics[below(topics.length)] ?? 'biz.start';
  const place = places[below(places.length)] ?? 'de';
  switch (below(12)) {
    case 0:
      return asked(topic, { heard: below(2) ? { place, country: place.split('/')[0] ?? place } : {} });
    case 1:
      return topic.startsWith('safe.')
        ? said({ kind: 'urgent', topic, sure: below(2) === 0 } as never)
        : asked(topic, { second: topics[below(topics.length)] ?? topic });
    case 2:
      return said({ kind: 'none' });
    case 3:
      return { type: 'located', place };
    case 4: {
      const intents = ['menu', 'back', 'language', 'person', 'mydata', 'help', 'restart', 'stop', 'delete'];
      return chose(`!${intents[below(intents.length)]}`);
    }
    default:
      return chose(offered[below(offered.length)] ?? '!menu');
  }
}

test(`thousands of random talks over the real line never break, and each state stays small (seed ${SEED})`, () => {
  const below = random(SEED);
  let largest = 0;
  for (let round = 0; round < 150; round += 1) {
    const t = talk(line);
    t.hear({ type: 'arrived', language: 'en' });
    for (let turn = 0; turn < 40; turn += 1) {
      const state = t.state();
      const messages = t.hear(anyEvent(below, unpackOffered(state?.offered ?? [])));
      expect(messages.length).toBeGreaterThan(0);
      largest = Math.max(largest, Buffer.byteLength(JSON.stringify(t.state())));
      const cards = messages.flatMap((message) => message.cards ?? []);
      const shown = new Set(cards.map(({ service }) => service));
      for (const { service, pairedWith } of cards) {
        const facts = line.services.get(service);
        if (!facts?.topics.some(isFinance)) continue;
        // Money stands beside its support, or brings its own.
        expect([service, facts.ownSupport || (pairedWith !== undefined && shown.has(pairedWith))]).toEqual([
          service,
          true,
        ]);
      }
    }
  }
  expect(largest).toBeLessThanOrEqual(600);
});
