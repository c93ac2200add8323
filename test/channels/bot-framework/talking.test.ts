import type { BotFrameworkSettings } from '../../../src/channels/bot-framework/settings.ts';
import { Fault } from '../../../src/model/fault.ts';
import type { Part } from '../../../src/model/part.ts';
import type { Update } from '../../../src/model/update.ts';
import { createMemoryStore } from '../../../src/store/memory-store.ts';
import { house, listening, part } from '../../runtime/house.ts';
import { everyDrawnText, inParallel } from '../every-drawn-text.ts';
import { actionsOf, openBotFramework } from './driver.ts';

const AZURE: BotFrameworkSettings = {
  mode: 'azure',
  appId: '00000000-0000-0000-0000-000000000001',
  appPassword: 'secret-of-the-app',
  tenantId: null,
};
const log = listening();
const printed: unknown[] = [];
const real = { error: console.error, warn: console.warn, log: console.log };
let bot: Awaited<ReturnType<typeof openBotFramework>>;
let updates: Update[] = [];
let count = 0;

beforeAll(async () => {
  for (const name of ['error', 'warn', 'log'] as const)
    console[name] = (...what: unknown[]) => printed.push(what);
  bot = await openBotFramework(log);
});
beforeEach(async () => {
  updates = [];
  bot.connector.taken.length = 0;
  await bot.channel.listen(async (update) => {
    updates.push(update);
    return 'accepted';
  });
});
afterAll(async () => {
  await bot.close();
  Object.assign(console, real);
});

const said = (conversation: string, text: string, channelId?: string) =>
  bot.connector.activity(conversation, { type: 'message', text }, channelId);

async function address(conversation: string, channelId?: string) {
  await bot.connector.deliver(said(conversation, 'hello', channelId));
  return updates.at(-1)?.address as Update['address'];
}
const send = (to: Update['address'], changes: Partial<Part> = {}) => {
  count += 1;
  return bot.channel.send(to, { ...part(`p${count}`, 'hello'), ...changes });
};
const fault = (sending: Promise<unknown>) => sending.then(String, (error: { code: string }) => error.code);

test('two hundred people at once are each answered, through a reference that was sealed and opened again', async () => {
  const store = createMemoryStore();
  const runtime = house(store, bot.channel, {
    log,
    settings: { send: { timeout: 15_000, backOff: 5, mostBackOff: 50, tries: 3, heartbeat: 500 } },
  });
  await bot.channel.listen(runtime.receive);
  const people = Array.from({ length: 200 }, (_, n) => `crowd-${n}`);
  await Promise.all(people.map((who) => bot.connector.deliver(said(who, `I am ${who}`))));
  await runtime.idle();
  expect(
    bot.connector.taken.map(({ conversation, activity }) => [conversation, activity.text]).sort(),
  ).toEqual(people.map((who) => [who, `I am ${who}`]).sort());
  expect(bot.connector.taken[0]?.activity).toMatchObject({ from: { id: 'bot-1' }, channelId: 'emulator' });
  await store.close();
});

test('an activity without type is answered 400 and does not hang', async () => {
  expect(await bot.connector.post({ text: 'no type' })).toBe(400);
  expect(await bot.connector.post(said('x', 'x'), { 'content-type': 'text/plain' })).toBe(415);
  expect(await bot.connector.post('{"type":')).toBe(400);
  expect(await bot.connector.post('['.repeat(50_000))).toBe(400);
  expect(updates).toEqual([]);
});

test('a body that names another machine as its connector is refused and nothing is called', async () => {
  const calls: string[] = [];
  const fetched = globalThis.fetch;
  for (const serviceUrl of [
    'http://10.255.255.1/',
    'http://169.254.169.254/',
    'http://evil.example/',
    7,
    undefined,
  ]) {
    expect(await bot.connector.post({ ...said('ssrf', 'x'), serviceUrl })).toBe(403);
  }
  globalThis.fetch = fetched;
  expect([calls, updates]).toEqual([[], []]);
  // Not even when such an address has got into the store.
  const note = JSON.stringify({
    serviceUrl: 'http://169.254.169.254/',
    channelId: 'emulator',
    conversation: { id: 'x' },
  });
  const stored = { channel: 'bot-framework', to: 'x', note };
  expect(await send(stored)).toEqual({ type: 'refused', why: 'bot-framework/no-reference' });
  expect(await send({ channel: 'bot-framework', to: 'x' })).toEqual({
    type: 'refused',
    why: 'bot-framework/no-reference',
  });
});

test('in development a request that a proxy handed on is refused', async () => {
  expect(await bot.connector.post(said('far', 'x'), { 'x-forwarded-for': '203.0.113.7' })).toBe(403);
  expect(updates).toEqual([]);
});

test('with an app id, who has no token of Azure is refused, whatever address is named', async () => {
  const guarded = await openBotFramework(log, AZURE);
  const heard: Update[] = [];
  void guarded.channel.listen(async (update) => {
    heard.push(update);
    return 'accepted';
  });
  const serviceUrl = 'https://webchat.botframework.com/';
  const body = { ...guarded.connector.activity('x', { type: 'message', text: 'x' }), serviceUrl };
  const none = `${btoa('{"alg":"none"}')}.${btoa('{"iss":"https://api.botframework.com"}')}.`;
  for (const authorization of [undefined, 'Bearer garbage', 'Bearer a.b.c', 'Basic eDp5', `Bearer ${none}`]) {
    const code = await guarded.connector.post(body, authorization === undefined ? {} : { authorization });
    expect(code).toBe(401);
  }
  for (const local of ['http://127.0.0.2:9/', 'http://localhost:1/', guarded.connector.serviceUrl]) {
    expect(
      await guarded.connector.post({ ...body, serviceUrl: local }, { authorization: 'Bearer garbage' }),
    ).toBe(403);
  }
  expect(heard).toEqual([]);
  expect(JSON.stringify([log.lines, guarded.counted, guarded.health])).not.toMatch(
    /secret-of-the-app|garbage/,
  );
  await guarded.close();
});

test('a member added greets once; the bot itself, and groups, do not', async () => {
  const start = (own: object) =>
    bot.connector.deliver(bot.connector.activity('greet', { type: 'conversationUpdate', ...own }));
  await start({ membersAdded: [{ id: 'bot-1' }] });
  expect(updates).toEqual([]);
  await start({ membersAdded: [{ id: 'user-greet' }] });
  await start({ membersAdded: [{ id: 'bot-1' }, { id: 'user-greet' }], from: { id: 'bot-1' } });
  expect(updates.map(({ id, content }) => [id, content.type])).toEqual([
    ['open', 'open'],
    ['open', 'open'],
  ]);
  expect(updates[1]?.address.note).toContain('user-greet');
  await start({ membersAdded: [{ id: 'x' }], conversation: { id: 'all', isGroup: true } });
  expect(updates).toHaveLength(2);
  expect(bot.counted).toContain('bot-framework passed-group');
});

test('choices are suggested actions, and the buttons of a card in Teams', async () => {
  const choices = [{ id: '!menu', label: 'Menu' }];
  for (const channelId of ['emulator', 'facebook', 'msteams']) {
    await send(await address(`choices-${channelId}`, channelId), { choices, draw: 'buttons' });
  }
  const [emulator, facebook, teams] = bot.connector.taken.map((taken) => ({
    taken,
    actions: actionsOf(taken),
  }));
  expect(emulator?.actions).toMatchObject([
    { type: 'messageBack', title: 'Menu', value: { option: '!menu' } },
  ]);
  expect(facebook?.actions).toMatchObject([{ type: 'postBack', title: 'Menu', value: '!menu' }]);
  expect(teams?.taken.activity.attachments?.[0]?.contentType).toBe('application/vnd.microsoft.card.hero');
  expect(teams?.taken.activity.suggestedActions).toBeUndefined();
});

test.each([
  [{ answer: 'error', status: 404, code: 'ConversationNotFound' }, { type: 'gone' }],
  [{ answer: 'error', status: 403, code: 'ConversationBlockedByUser' }, { type: 'gone' }],
  [
    { answer: 'error', status: 413, code: 'MessageSizeTooBig' },
    { type: 'refused', why: 'bot-framework/connector-413' },
  ],
  [
    { answer: 'error', status: 429, code: 'x', retryAfter: 3 },
    { type: 'wait', seconds: 3 },
  ],
  [
    { answer: 'error', status: 429, code: 'x' },
    { type: 'wait', seconds: 10 },
  ],
] as const)('%j ends as it should', async (trouble, expected) => {
  const to = await address('ending');
  bot.connector.meets('ending', trouble);
  expect(await send(to)).toEqual(expected);
  expect(await send(to)).toEqual({ type: 'sent' });
});

test.each([
  [{ answer: 'error', status: 401, code: 'Unauthorized' }, 'bot-framework/account'],
  [{ answer: 'error', status: 403, code: 'Forbidden' }, 'bot-framework/account'],
  [{ answer: 'error', status: 500, code: 'x' }, 'bot-framework/no-answer'],
  [{ answer: 'error', status: 412, code: 'PreconditionFailed' }, 'bot-framework/no-answer'],
  [{ answer: 'html', status: 502 }, 'bot-framework/no-answer'],
  [{ answer: 'cut' }, 'bot-framework/no-answer'],
] as const)('%j is tried again by the outbox, not by the library', async (trouble, code) => {
  const to = await address('again');
  bot.connector.meets('again', trouble);
  expect(await fault(send(to))).toBe(code);
  expect(bot.connector.taken).toHaveLength(0);
  expect(await send(to)).toEqual({ type: 'sent' });
  expect(bot.health.at(-1)?.state).toBe('on');
});

test('a connector that points elsewhere is not followed', async () => {
  const elsewhere = await openBotFramework(log);
  const to = await address('moved');
  bot.connector.meets('moved', {
    answer: 'redirect',
    to: `${elsewhere.connector.serviceUrl}/v3/conversations/moved/activities`,
  });
  expect(await fault(send(to))).toBe('bot-framework/no-answer');
  expect([elsewhere.connector.taken, elsewhere.connector.violations]).toEqual([[], []]);
  await elsewhere.close();
});

test('while the store is away the connector is asked to come again', async () => {
  await bot.channel.listen(async () => {
    throw new Fault('store/unavailable', 'away');
  });
  expect(await bot.connector.post(said('away', 'x'))).toBe(503);
});

test('all that the default line says is taken, in every language', async () => {
  const to = await address('everything');
  const parts = everyDrawnText('bot-framework');
  const outcomes = new Set<string>();
  await inParallel(parts, 16, async (one) => void outcomes.add((await bot.channel.send(to, one)).type));
  expect([...outcomes]).toEqual(['sent']);
  expect(bot.connector.violations).toEqual([]);
  expect(bot.connector.taken).toHaveLength(parts.length);
}, 120_000);

test('the library has printed nothing, and the log names nobody', () => {
  expect(printed).toEqual([]);
  expect(log.lines.join()).not.toMatch(/user-|crowd|hello|http/);
});
