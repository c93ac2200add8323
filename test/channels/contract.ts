// The promises that every channel keeps, run with a driver per channel:
//
//   import { channelContract } from '../contract.ts';
//   import { driver } from './driver.ts';
//   channelContract(driver);

import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../../src/model/fault.ts';
import type { Line } from '../../src/model/line.ts';
import type { Part } from '../../src/model/part.ts';
import type { Address, Content, Update } from '../../src/model/update.ts';
import type { Log, Receive } from '../../src/runtime/ports.ts';
import { createSeal } from '../../src/runtime/sealing.ts';
import { createMemoryStore } from '../../src/store/memory-store.ts';
import { defaultLine } from '../line/default-line.ts';
import { type Act, type Driver, eventually, type FarSide, type Piece, type PromiseName } from './far-side.ts';

/** In texts and places that must turn up nowhere else. */
const CANARY = 'canary-7261';

let loaded: Line | undefined;

export function channelContract(driver: Driver): void {
  describe(`the channel ${driver.name}`, () => {
    const store = createMemoryStore();
    const updates: Update[] = [];
    const logged: string[] = [];
    let before: (update: Update) => Promise<void> = async () => undefined;
    let far: FarSide;

    const note = (code: string, facts?: object) => void logged.push(`${code} ${JSON.stringify(facts ?? {})}`);
    const log: Log = { info: note, warn: note, error: note };
    const receive: Receive = async (update) => {
      await before(update);
      const seen = updates.some(({ id, address }) => id === update.id && address.to === update.address.to);
      updates.push(update);
      return seen ? 'duplicate' : 'accepted';
    };

    beforeAll(async () => {
      loaded ??= defaultLine();
      const seal = createSeal([randomBytes(32)]);
      far = await driver.start({ store, seal, clock: Date, log, line: () => loaded as Line });
      await far.channel.listen(receive);
    });
    beforeEach(() => {
      before = async () => undefined;
    });
    afterAll(async () => {
      await far?.channel.close();
      await far?.close();
      await store.close();
    });

    function promise(name: PromiseName, words: string, keep: () => Promise<void>): void {
      const reason = driver.cannot?.[name];
      if (reason === undefined) test(words, keep);
      else test.skip(`${words} (not here: ${reason})`, () => undefined);
    }

    /** What was taken in of this kind since the act, once there are `count`. */
    async function hear<Type extends Content['type']>(
      type: Type,
      count: number,
      act: () => Promise<void>,
    ): Promise<readonly (Update & { content: Extract<Content, { type: Type }> })[]> {
      const from = updates.length;
      await act();
      const fresh = () =>
        updates
          .slice(from)
          .filter(
            (update): update is Update & { content: Extract<Content, { type: Type }> } =>
              update.content.type === type,
          );
      await eventually(() => expect(fresh().length).toBeGreaterThanOrEqual(count));
      return fresh();
    }

    async function meet(who: string, words = `hello from ${who}`): Promise<Address> {
      const [first] = await hear('text', 1, () => far.act(who, [{ type: 'text', text: words }]));
      return (first as Update).address;
    }

    /** What she is shown after the first `from` pieces, once there are `count` that the line asked for. */
    async function see(who: string, from: number, count: number): Promise<readonly Piece[]> {
      return eventually(async () => {
        const pieces = (await far.shown(who)).slice(from);
        expect(pieces.filter(({ aside }) => !aside).length).toBeGreaterThanOrEqual(count);
        return pieces;
      });
    }

    /** Sends to a new person and gives what she sees. */
    async function show(who: string, part: Part): Promise<readonly Piece[]> {
      const address = await meet(who);
      const from = (await far.shown(who)).length;
      expect(await far.channel.send(address, part)).toEqual({ type: 'sent' });
      return see(who, from, 1);
    }

    promise(
      'same-delivery',
      'gives the same id to the same delivery, and another to the same words',
      async () => {
        const hello: Act = { type: 'text', text: 'hello' };
        const from = updates.length;
        await hear('text', 1, () => far.act('twin', [hello], { times: 2 }));
        await sleep(250);
        const twice = updates.slice(from).filter(({ content }) => content.type === 'text');
        const again = await hear('text', 1, () => far.act('twin', [hello]));
        expect(new Set(twice.map(({ id }) => id)).size).toBe(1);
        expect(again.map(({ id }) => id)).not.toContain(twice[0]?.id);
      },
    );

    promise('address', 'finds the way back to the person who wrote, and to no other', async () => {
      const amal = await meet('amal');
      const bashir = await meet('bashir');
      expect(amal).toMatchObject({ channel: driver.name });
      expect(amal.to).not.toBe(bashir.to);
      const [hers, his] = [(await far.shown('amal')).length, (await far.shown('bashir')).length];
      await far.channel.send(JSON.parse(JSON.stringify(amal)) as Address, part('for amal'));
      expect((await see('amal', hers, 1)).map(({ text }) => text)).toEqual(['for amal']);
      expect((await far.shown('bashir')).slice(his)).toEqual([]);
      const later = await meet('amal', 'hello again');
      expect(later.to).toBe(amal.to);
    });

    promise('order-in', 'hands over what one person wrote in the order she wrote it', async () => {
      const texts = Array.from({ length: 20 }, (_, at) => `message ${at + 1}`);
      let turns = texts.length;
      // The first takes longest: whoever does not wait for it overtakes.
      before = async () => sleep(turns-- * 2);
      const acts = texts.map((text): Act => ({ type: 'text', text }));
      const heard = await hear('text', texts.length, () => far.act('hasty', acts));
      expect(heard.map(({ content }) => content.text)).toEqual(texts);
    });

    promise('odd', 'survives payloads that no handbook describes', async () => {
      for (const payload of driver.odd) await far.deliver(payload);
      await meet('after-odd');
    });

    promise('order-out', 'shows all parts, in order', async () => {
      const address = await meet('reader');
      const from = (await far.shown('reader')).length;
      const texts = Array.from({ length: 8 }, (_, at) => `part ${at + 1} of 8`);
      for (const text of texts) {
        expect(await far.channel.send(address, part(text))).toEqual({ type: 'sent' });
      }
      expect((await see('reader', from, 8)).map(({ text }) => text)).toEqual(texts);
    });

    promise('long-text', 'shows a text as long as it says it can', async () => {
      const { text, unit } = far.channel.can;
      const wide = unit === 'graphemes' ? '👩🏽‍🌾' : unit === 'utf16' ? '😀' : 'ш';
      const long = `${wide.repeat(Math.floor(text / (unit === 'graphemes' ? 1 : 2)) - 1)}!`;
      expect((await show('patient', part(long))).map((piece) => piece.text)).toEqual([long]);
    });

    promise('buttons', 'shows as many buttons, with labels as long, as it says it can', async () => {
      const { buttons, buttonLabel, text, textWithChoices } = far.channel.can;
      const choices = labelled(buttons, buttonLabel);
      const long = 'ш'.repeat(Math.floor((textWithChoices ?? text) / 2));
      const [piece] = await show('tapper', { ...part(long), choices, draw: 'buttons' });
      expect(piece).toMatchObject({ as: 'buttons', text: long, taps: choices.map(({ label }) => label) });
    });

    promise('list', 'shows as many rows, with labels as long, as it says it can', async () => {
      const { listRows, listLabel } = far.channel.can;
      const choices = labelled(listRows, listLabel);
      const drawn: Part = { ...part('Which?'), choices, draw: 'list', listButton: 'Choose' };
      const [piece] = await show('lister', drawn);
      expect(piece).toMatchObject({ text: 'Which?', taps: choices.map(({ label }) => label) });
    });

    promise('numbered', 'shows numbered choices as text and nothing to tap', async () => {
      const text = 'Which?\n\n1. One\n2. Two';
      const choices = labelled(2, 5);
      const [piece] = await show('counter', { ...part(text), choices, draw: 'numbered' });
      expect(piece).toMatchObject({ as: 'plain', text, taps: [] });
    });

    promise('tap', 'a tap comes back as the option that was offered', async () => {
      const choices = [
        { id: 'place/country=de', label: 'Germany' },
        { id: '!menu', label: 'Menu' },
        { id: '?biz.right', label: 'May I work for myself?'.slice(0, 20) },
      ];
      const [piece] = await show('chooser', { ...part('Where?'), choices, draw: drawn(far) });
      for (const { id, label } of choices) {
        const act: Act = { type: 'tap', piece: piece as Piece, label };
        const [heard] = await hear('press', 1, () => far.act('chooser', [act]));
        expect(heard?.content.option).toBe(id);
      }
    });

    promise('old-tap', 'a tap on an old message still comes back', async () => {
      const choices = [{ id: '+need=free', label: 'Free' }];
      const [old] = await show('returner', { ...part('Narrow?'), choices, draw: drawn(far) });
      const address = await meet('returner');
      const newer: Part = {
        ...part('And now?'),
        choices: [{ id: '!help', label: 'Help' }],
        draw: drawn(far),
      };
      await far.channel.send(address, newer);
      const act: Act = { type: 'tap', piece: old as Piece, label: 'Free' };
      const [heard] = await hear('press', 1, () => far.act('returner', [act]));
      expect(heard?.content.option).toBe('+need=free');
    });

    promise('location-in', 'takes a shared location in', async () => {
      const act: Act = { type: 'location', latitude: 53.57, longitude: 9.99 };
      const [heard] = await hear('location', 1, () => far.act('walker', [act]));
      expect(heard?.content).toEqual({ type: 'location', latitude: 53.57, longitude: 9.99 });
    });

    promise('location-asked', 'asks for the location beside the choices', async () => {
      const choices = [{ id: 'place/country=de', label: 'Germany' }];
      const where: Part = { ...part('Where are you?'), choices, draw: drawn(far), askLocation: true };
      const address = await meet('seeker');
      const from = (await far.shown('seeker')).length;
      expect(await far.channel.send(address, where)).toEqual({ type: 'sent' });
      await eventually(async () => {
        const pieces = (await far.shown('seeker')).slice(from);
        expect(pieces.some(({ asksLocation }) => asksLocation)).toBe(true);
        expect(pieces.flatMap(({ taps }) => taps)).toContain('Germany');
        expect(pieces[0]?.text).toBe('Where are you?');
      });
    });

    promise('attachment', 'says what was sent when it cannot be read', async () => {
      for (const what of driver.attachments) {
        const [heard] = await hear('attachment', 1, () => far.act('sender', [{ type: 'attachment', what }]));
        expect(heard?.content.what).toBe(what);
      }
    });

    promise('open', 'tells that somebody opened the chat', async () => {
      const [heard] = await hear('open', 1, () => far.act('visitor', [{ type: 'open' }]));
      expect(heard?.content.topic).toBeUndefined();
    });

    promise('topic', 'a link or poster opens its topic', async () => {
      const act: Act = { type: 'open', topic: 'biz.right' };
      const [heard] = await hear('open', 1, () => far.act('poster-reader', [act]));
      expect(heard?.content.topic).toBe('biz.right');
    });

    promise('language', 'hands the language of profile or page on as a hint', async () => {
      const hello: Act = { type: 'text', text: 'مرحبا' };
      const [heard] = await hear('text', 1, () => far.act('newcomer', [hello], { language: 'ar' }));
      expect(heard?.language).toBe('ar');
    });

    promise('markup', 'shows signs of markup as they are, and marks as marks', async () => {
      const text = '<b>*_`[x](javascript:alert(1))~|&amp; @user /delete Desk, example.org';
      const bold = { type: 'bold', start: text.indexOf('Desk'), length: 4 } as const;
      const link = {
        type: 'link',
        start: text.indexOf('example.org'),
        length: 11,
        href: 'https://example.org/a?b=1&c=2',
      } as const;
      const ranges = far.channel.can.markup === 'ranges';
      const [piece] = await show('careful', { ...part(text), marks: ranges ? [bold, link] : [] });
      expect(piece?.text).toBe(text);
      if (ranges) expect(piece?.marks).toEqual([bold, link]);
    });

    promise('blocked', 'a person who blocked the line is gone, and nobody else notices', async () => {
      const address = await meet('leaver');
      const other = await meet('stayer');
      far.meets('leaver', 'blocked');
      expect(await far.channel.send(address, part('are you there?'))).toEqual({ type: 'gone' });
      expect(await far.channel.send(other, part('still here'))).toEqual({ type: 'sent' });
    });

    promise('slow-down', 'waits exactly as long as the platform asks', async () => {
      const address = await meet('many');
      const other = await meet('few');
      far.meets('many', 'slow-down');
      const sent = await far.channel.send(address, part('one too many'));
      expect(sent).toEqual({ type: 'wait', seconds: driver.slowDown });
      expect(await far.channel.send(other, part('one'))).toEqual({ type: 'sent' });
    });

    promise('bad', 'what the platform refuses is refused with a code and no words', async () => {
      const address = await meet('unlucky');
      far.meets('unlucky', 'bad');
      const sent = await far.channel.send(address, part(CANARY));
      expect(sent).toEqual({ type: 'refused', why: expect.stringMatching(/^[a-z-]+\/[a-z0-9-]+$/) });
      expect(await far.channel.send(address, part('better'))).toEqual({ type: 'sent' });
    });

    promise('broken', 'a platform that fails is tried again, and its error names nobody', async () => {
      const address = await meet('stormy');
      far.meets('stormy', 'broken');
      const error = await far.channel.send(address, part(CANARY)).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(Fault);
      const { message, stack, cause } = error as Fault;
      expect(`${message} ${stack} ${String(cause)}`).not.toMatch(CANARY);
      expect(await far.channel.send(address, part('calm again'))).toEqual({ type: 'sent' });
    });

    promise('redelivery', 'what could not be taken in comes again', async () => {
      let failures = 2;
      before = async () => {
        if (failures-- > 0) throw new Fault('store/unavailable', 'the store is away');
      };
      const act: Act = { type: 'text', text: 'do not lose me' };
      const heard = await hear('text', 1, () => far.act('persistent', [act]));
      expect(heard.map(({ content }) => content.text)).toEqual(['do not lose me']);
    });

    promise('silence', 'logs nothing of a person', async () => {
      await meet('quiet', `${CANARY} is what I say`);
      const lines = logged.join('\n');
      expect(lines).not.toMatch(CANARY);
      for (const { address } of updates) expect(lines).not.toContain(address.to);
    });

    test('sends nothing that the platform would refuse', () => {
      expect(far.violations).toEqual([]);
    });

    promise('close', 'hears nobody any more once it is closed, and closes twice', async () => {
      await far.channel.close();
      await far.channel.close();
      const from = updates.length;
      await far.act('late', [{ type: 'text', text: 'anybody there?' }]).catch(() => undefined);
      await sleep(200);
      expect(updates.slice(from)).toEqual([]);
    });
  });
}

let count = 0;
export function part(text: string): Part {
  count += 1;
  return {
    id: `contract.${count}`,
    language: 'en',
    direction: 'ltr',
    text,
    marks: [],
    choices: [],
    draw: 'none',
  };
}

/** `many` choices whose labels have exactly `length` characters. */
function labelled(many: number, length: number): Part['choices'] {
  return Array.from({ length: many }, (_, at) => ({
    id: `place/country=c${at}`,
    label: `${at + 1} ${'ж'.repeat(length)}`.slice(0, length),
  }));
}

/** The rung that a few short choices get on this channel. */
function drawn({ channel }: FarSide): Part['draw'] {
  if (channel.can.buttons > 0) return 'buttons';
  return channel.can.listRows > 0 ? 'list' : 'numbered';
}
