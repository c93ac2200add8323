// The golden conversation on a channel's far side: the whole house with the real content stands behind the channel, a person on the
// platform plays test/transcripts/<language>-golden.txt, and what she is shown is compared piece by piece with what render said.
//
//   import { goldenConversation } from '../golden.ts';
//   goldenConversation(driver);

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CAPABILITIES } from '../../src/channels/capabilities.ts';
import { upgrade } from '../../src/engine/upgrade.ts';
import type { DrawnChoice, Part } from '../../src/model/part.ts';
import { readTranscript } from '../../src/operator/transcript-format.ts';
import { createMind, type Mind } from '../../src/runtime/mind.ts';
import type { Log } from '../../src/runtime/ports.ts';
import { createRuntime } from '../../src/runtime/runtime.ts';
import { createSeal } from '../../src/runtime/sealing.ts';
import { createMemoryStore } from '../../src/store/memory-store.ts';
import { packOf } from '../../src/understanding-pack.ts';
import { defaultLine, ROOT } from '../line/default-line.ts';
import { type Act, type Driver, eventually, type FarSide, type Piece } from './far-side.ts';

/** Services in the answer to the first question, and with "more"; so that the script stays worth playing. */
const LEAST_PARTS = 15;

let mind: Mind | undefined;

export function goldenConversation(driver: Driver): void {
  describe(`the golden conversation on ${driver.name}`, () => {
    // What the build learned of the line's words is read, not learned again.
    beforeAll(() => {
      mind ??= createMind(defaultLine(), packOf(defaultLine()));
      mind.triage.warm();
    }, 300_000);

    test.each(['en', 'ar'])(
      'is shown as it was drawn, in %s',
      async (language) => {
        const house = await open(driver);
        try {
          const { far, said } = house;
          let from = 0;
          for (const [at, text] of personsSide(language).entries()) {
            await house.person([actOf(text, far, said, await far.shown(WHO))]);
            const expected = said.slice(from);
            from = said.length;
            // A channel may have no way to open the chat, or answer it before the person writes.
            if (at > 0) expect(expected.length).toBeGreaterThan(0);
            await house.compare();
          }
          expect(said.length).toBeGreaterThanOrEqual(LEAST_PARTS);
          expect(said.some(({ urgent }) => urgent)).toBe(true);
          expect(said.at(-1)).toMatchObject({ language, erased: true });
          expect(far.violations).toEqual([]);
        } finally {
          await house.close();
        }
      },
      180_000,
    );
  });
}

const WHO = 'golden';

async function open(driver: Driver) {
  const { line, think, apologise } = mind as Mind;
  const store = createMemoryStore();
  const seal = createSeal([randomBytes(32)]);
  const clock = { now: () => Date.parse('2026-11-22T10:00:00Z') };
  const said: Part[] = [];
  const wrong: string[] = [];
  const log: Log = {
    info: () => undefined,
    warn: (code) => void wrong.push(code),
    error: (code) => void wrong.push(code),
  };
  const far = await driver.start({ store, seal, clock, log, line: () => line });
  expect(far.channel.can).toEqual(CAPABILITIES[driver.name]);
  const runtime = createRuntime({
    store,
    channels: [far.channel],
    seal,
    clock,
    log,
    upgrade,
    apologise,
    think(input) {
      const thought = think(input);
      said.push(...thought.parts);
      return thought;
    },
  });
  await far.channel.listen(runtime.receive);

  async function compare(): Promise<void> {
    await eventually(async () => {
      const pieces = (await far.shown(WHO)).filter(({ aside }) => !aside);
      // An erased conversation may be gone from the platform's side too.
      const expected = said.at(-1)?.erased ? said.slice(-pieces.length) : said;
      expect(pieces.map(whatIsSeen)).toEqual(expected.map((part) => whatIsSaid(part, driver)));
    });
    expect(wrong).toEqual([]);
  }

  return {
    far,
    said,
    compare,
    async person(acts: readonly Act[]) {
      const before = said.length;
      await far.act(WHO, acts);
      // A browser has first to be started and linked.
      const patience = driver.name === 'whatsapp-web' ? 60_000 : 10_000;
      await eventually(() => expect(said.length).toBeGreaterThan(before), patience).catch(() => undefined);
      await runtime.idle();
    },
    async close() {
      await runtime.drain();
      await far.channel.close();
      await far.close();
      await store.close();
    },
  };
}

function personsSide(language: string): readonly string[] {
  const script = readTranscript(readFileSync(join(ROOT, `test/transcripts/${language}-golden.txt`), 'utf8'));
  return script.entries.flatMap(({ mark, ...entry }) =>
    mark === '>' ? [(entry as { text: string }).text] : [],
  );
}

/** `{option}` is tapped where it was last shown, or its number written where it was numbered. */
function actOf(text: string, far: FarSide, said: readonly Part[], shown: readonly Piece[]): Act {
  if (text === '(opens the chat)') return { type: 'open' };
  const option = /^\{(.+)\}$/.exec(text)?.[1];
  if (option === undefined) return { type: 'text', text };
  const part = said.findLast(({ choices }) => choices.some(({ id }) => id === option));
  if (!part) throw new Error(`nothing offered ${option} yet`);
  const at = part.choices.findIndex(({ id }) => id === option);
  const { label } = part.choices[at] as DrawnChoice;
  if (part.draw === 'numbered') {
    return { type: 'text', text: new Intl.NumberFormat(part.language).format(at + 1) };
  }
  const piece = shown.findLast(({ taps }) => taps.includes(label));
  if (!piece) throw new Error(`${far.channel.name} does not show ${option}`);
  return { type: 'tap', piece, label };
}

function whatIsSeen({ text, taps, marks }: Piece) {
  return { text, taps, marks };
}

function whatIsSaid({ text, choices, draw, marks }: Part, { name, carries = () => true }: Driver) {
  const taps = draw === 'numbered' ? [] : choices.map(({ label }) => label);
  return { text, taps, marks: CAPABILITIES[name].markup === 'ranges' ? marks.filter(carries) : [] };
}
