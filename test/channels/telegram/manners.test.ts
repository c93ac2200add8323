// What happens around the answers: taps stop spinning, typing shows, groups are left, the location button comes and goes.

import { setTimeout as sleep } from 'node:timers/promises';
import { wordsIn } from '../../../src/channels/telegram/words.ts';
import { Fault } from '../../../src/model/fault.ts';
import type { Part } from '../../../src/model/part.ts';
import { defaultLine } from '../../line/default-line.ts';
import { part } from '../contract.ts';
import { eventually } from '../far-side.ts';
import { startTelegram, type TelegramFarSide } from './driver.ts';
import { line } from './house.ts';
import { from, says, taps } from './people.ts';

const AMAL = 850_000_001;
const TO = { channel: 'telegram', to: String(AMAL) };
const log = { info() {}, warn() {}, error() {} };
let far: TelegramFarSide;
let receive: () => Promise<'accepted'> = async () => 'accepted';

beforeEach(async () => {
  receive = async () => 'accepted';
  far = await startTelegram({ line, log });
  await far.channel.listen(() => receive());
  await eventually(() => expect(far.told.at(-1)?.state).toBe('on'));
});
afterEach(async () => {
  expect(far.violations).toEqual([]);
  await far.channel.close();
  await far.close();
});

const calls = (method: string) => far.api.called.filter((call) => call.method === method);

test('a tap is answered at once, also while the store is away', async () => {
  receive = async () => {
    throw new Fault('store/unavailable', 'away');
  };
  const began = performance.now();
  far.api.push(taps(AMAL, { chat: { id: AMAL, type: 'private' } }, '!menu'));
  await eventually(() =>
    expect(calls('answerCallbackQuery')[0]?.payload).toHaveProperty('callback_query_id'),
  );
  expect(performance.now() - began).toBeLessThan(20_000);
});

test('Telegram is told to forget an update only when it is in the mailbox', async () => {
  let taken: () => void = () => undefined;
  const mailbox = new Promise<void>((resolve) => {
    taken = resolve;
  });
  receive = async () => {
    await mailbox;
    return 'accepted';
  };
  const [number] = far.api.push(says(AMAL, 'keep me')) as [number];
  const forgets = () => calls('getUpdates').some(({ payload }) => payload['offset'] > number);
  await sleep(400);
  expect([forgets(), far.api.waiting]).toEqual([false, 1]);
  taken();
  await eventually(() => expect([forgets(), far.api.waiting]).toEqual([true, 0]));
});

test('typing shows when an answer takes longer than a second, and only then', async () => {
  far.api.push(says(AMAL, 'a hard question'), says(AMAL + 1, 'an easy one'));
  await eventually(() => expect(far.api.waiting).toBe(0));
  await far.channel.send({ channel: 'telegram', to: String(AMAL + 1) }, part('an answer'));
  await sleep(1_300);
  expect(calls('sendChatAction').map(({ payload }) => payload)).toEqual([
    { chat_id: AMAL, action: 'typing' },
  ]);
  await far.channel.send(TO, part('at last'));
  await sleep(4_700);
  expect(calls('sendChatAction')).toHaveLength(1);
});

test('a group hears one sentence in its language with the way to the line, and is left', async () => {
  const group = { id: -1_002_000_000_001, type: 'supergroup', title: 'Group' };
  const added = {
    chat: group,
    from: from(AMAL, 'de'),
    new_chat_member: { status: 'member', user: { id: 1 } },
  };
  const spoken = (text: string) => ({
    message: { message_id: 1, chat: group, from: from(AMAL, 'de'), text },
  });
  far.api.push({ my_chat_member: added }, spoken('/start'), spoken('hello'));
  await eventually(() => expect(calls('leaveChat')).toHaveLength(1));
  await sleep(100);
  expect(calls('leaveChat')).toHaveLength(1);
  expect(far.api.messages(group.id).map(({ text }) => text)).toEqual([
    'Write to me alone: https://t.me/example_line_bot',
  ]);
});

describe('the location button', () => {
  const asking: Part = {
    ...part('Where are you?'),
    choices: [{ id: 'place/country=de', label: 'Germany' }],
    draw: 'buttons',
    askLocation: true,
  };

  test('stands in a message of its own below the choices, and goes when the talk goes on', async () => {
    await far.channel.send(TO, asking);
    const [question, button] = far.api.messages(AMAL);
    expect(question?.['reply_markup']).toEqual({
      inline_keyboard: [[{ text: 'Germany', callback_data: 'place/country=de' }]],
    });
    expect(button).toMatchObject({
      text: 'Or share where you are.',
      reply_markup: { keyboard: [[{ text: 'Share', request_location: true }]], one_time_keyboard: true },
    });
    await far.channel.send(TO, part('Thank you.'));
    await eventually(() =>
      expect(far.api.messages(AMAL).map(({ text }) => text)).toEqual(['Where are you?', 'Thank you.']),
    );
  });

  test('may fail: the question stands and is not asked twice', async () => {
    far.api.heard = () => far.api.fail('sendMessage', { status: 502 });
    expect(await far.channel.send(TO, asking)).toEqual({ type: 'sent' });
    expect(far.api.messages(AMAL).map(({ text }) => text)).toEqual(['Where are you?']);
  });
});

test('the commands stand in every language of the line, and in its own for all others', async () => {
  const codes = ['', ...line().languages.map(({ code }) => code)];
  expect([...far.api.commands.keys()].sort()).toEqual([...codes].sort());
  for (const { commands } of far.api.commands.values()) {
    expect(commands.map(({ command }: { command: string }) => command)).toEqual([
      'start',
      'menu',
      'language',
      'delete',
      'help',
    ]);
  }
});

test('the default line has words for all of it, in every language, within the limits', () => {
  const europe = defaultLine();
  const said = europe.languages.map(({ code }) => wordsIn(europe, code));
  for (const { commands, location, locationButton, group } of said) {
    expect(commands).toHaveLength(5);
    for (const { description } of commands) expect(description.length).toBeLessThanOrEqual(256);
    for (const text of [location, locationButton, group]) expect(text).not.toBe('');
    expect(group).toContain('{{link}}');
  }
  expect(new Set(said.map(({ location }) => location)).size).toBe(europe.languages.length);
  expect(wordsIn(europe, 'pt-br')).toEqual(wordsIn(europe, europe.fallback));
  expect(wordsIn(europe, 'ar-EG')).toEqual(wordsIn(europe, 'ar'));
});

test('the process is free to end once the channel is closed', async () => {
  const own = await startTelegram({ line, log });
  await own.channel.listen(async () => 'accepted');
  await eventually(() => expect(own.told.at(-1)?.state).toBe('on'));
  own.api.push(says(AMAL, 'hello'));
  await eventually(() => expect(own.api.waiting).toBe(0));
  await own.channel.close();
  const count = own.api.called.length;
  await sleep(700);
  expect(own.api.called).toHaveLength(count);
  // What was taken in has been confirmed, so that the next process is not given it again.
  expect(own.api.called.at(-1)).toMatchObject({ method: 'getUpdates', payload: { timeout: 0 } });
  expect(own.api.waiting).toBe(0);
  await own.close();
});
