// What the line promises to any Direct Line client, tried with raw HTTP.

import { ask, getToken, message, post, read, start } from './ask.ts';
import { SECRET, startLine, type TestLine } from './line.ts';

let line: TestLine;
beforeAll(async () => {
  line = await startLine();
});
afterAll(() => line.close());

describe('tokens', () => {
  test('every token is another one and names a life in seconds', async () => {
    const [one, two] = await Promise.all([getToken(line), getToken(line)]);
    expect(one.body.expires_in).toBe(1_800);
    expect(one.body.conversationId).not.toBe(two.body.conversationId);
    expect(one.body.token).not.toBe(two.body.token);
    expect(Buffer.from(one.body.token.split('.')[1]!, 'base64url')).toHaveLength(32);
  });

  test('the holder of the secret generates a token; nobody else does', async () => {
    const url = `${line.directLine}/tokens/generate`;
    const made = await ask(url, { method: 'POST', token: SECRET });
    expect(made.status).toBe(200);
    expect(Object.keys(made.body).sort()).toEqual(['conversationId', 'expires_in', 'token']);
    expect((await ask(url, { method: 'POST', token: 'wrong' })).status).toBe(403);
    expect((await ask(url, { method: 'POST', token: made.body.token })).status).toBe(403);
    expect((await ask(url, { method: 'POST' })).status).toBe(401);
    expect((await ask(url, { method: 'POST', headers: { authorization: `Basic ${SECRET}` } })).status).toBe(
      401,
    );
  });

  test('a refreshed token is new and opens the same conversation', async () => {
    const chat = await start(line);
    const fresh = await ask(`${line.directLine}/tokens/refresh`, { method: 'POST', token: chat.token });
    expect(fresh.status).toBe(200);
    expect(fresh.body.conversationId).toBe(chat.id);
    expect(fresh.body.token).not.toBe(chat.token);
    expect((await read(line, { ...chat, token: fresh.body.token })).status).toBe(200);
  });
});

describe('start', () => {
  test('the first start greets and gives all fields, a second start greets no more', async () => {
    const { token, conversationId } = (await getToken(line)).body;
    const url = `${line.directLine}/conversations`;
    const first = await ask(url, { token, json: { user: { id: 'u1' }, locale: 'ar' } });
    expect(first.status).toBe(201);
    expect(first.body).toEqual({
      conversationId,
      token: expect.any(String),
      expires_in: 1_800,
      streamUrl: expect.stringMatching(`^ws://127.0.0.1:${line.port}/v3/directline/`),
    });
    const second = await ask(url, { token, json: {} });
    expect(second.status).toBe(200);
    const { activities } = await read(line, { id: conversationId, token, streamUrl: '', status: 0 });
    expect(activities.map(({ text }) => text)).toEqual(['Welcome nowhere ar']);
  });

  test('topic and language of the page reach the greeting', async () => {
    const chat = await start(line, { language: 'uk', topic: 'biz.right' });
    expect((await read(line, chat)).activities[0]?.text).toBe('Welcome biz.right uk');
  });

  test('behind a proxy with https the stream is wss', async () => {
    const { token } = (await getToken(line)).body;
    const headers = { 'x-forwarded-proto': 'https' };
    const { body } = await ask(`${line.directLine}/conversations`, { token, json: {}, headers });
    expect(body.streamUrl).toMatch(/^wss:/);
  });

  test('the holder of the secret finds a conversation again, and no conversation that never was', async () => {
    const chat = await start(line);
    const found = await ask(`${line.directLine}/conversations/${chat.id}`, { token: SECRET });
    expect(found.status).toBe(200);
    expect((await read(line, { ...chat, token: found.body.token })).activities).toHaveLength(1);
    const unknown = await ask(`${line.directLine}/conversations/${'A'.repeat(22)}`, { token: SECRET });
    expect(unknown.status).toBe(404);
  });
});

describe('messages', () => {
  test('the echo comes first, with the id of the post and the client id, then the answers in order', async () => {
    const chat = await start(line);
    const sent = await post(line, chat, message('hello', 'c1'));
    expect(sent.status).toBe(200);
    const { activities } = await read(line, chat);
    expect(activities.map(({ text }) => text)).toEqual([
      'Welcome nowhere -',
      'hello',
      'You said: hello',
      'Go on.',
    ]);
    expect(activities[1]).toMatchObject({
      id: sent.body.id,
      from: { id: 'u1', role: 'user' },
      channelData: { clientActivityID: 'c1' },
    });
    expect(activities.map(({ replyToId }) => replyToId)).toEqual([
      undefined,
      undefined,
      sent.body.id,
      sent.body.id,
    ]);
    for (const activity of activities) {
      expect(activity).toMatchObject({
        type: 'message',
        channelId: 'webchat',
        conversation: { id: chat.id },
      });
      expect(Math.abs(Date.parse(activity.timestamp) - Date.now())).toBeLessThan(60_000);
    }
    expect(new Set(activities.map(({ id }) => id)).size).toBe(4);
  });

  test('the same client id twice, at once and later, is one message with one id', async () => {
    const chat = await start(line);
    const both = await Promise.all([1, 2, 3].map(() => post(line, chat, message('again', 'same'))));
    const late = await post(line, chat, message('again', 'same'));
    expect(new Set([...both, late].map(({ body }) => body.id)).size).toBe(1);
    expect((await read(line, chat)).activities).toHaveLength(4);
  });

  test('the same client id in two conversations is two messages', async () => {
    const [one, two] = await Promise.all([start(line), start(line)]);
    const ids = await Promise.all([one, two].map((chat) => post(line, chat, message('x', 'same'))));
    expect(ids[0]?.body.id).not.toBe(ids[1]?.body.id);
    expect((await read(line, two)).activities).toHaveLength(4);
  });

  test.each([
    ['Arabic', 'أريد أن أفتح مطعماً صغيراً'],
    ['a Persian word with a zero-width non-joiner', 'می‌خواهم'],
    ['a family in one grapheme', '👨‍👩‍👧‍👦'],
    ['a bidi override', 'a\u202Eb\u2066c\u2069'],
    ['3,000 characters', 'ш'.repeat(3_000)],
    ['a lone surrogate and a null', 'x\uD800y\u0000z'],
    ['markup', '<b>*b*</b> [x](javascript:alert(1))'],
  ])('%s comes back as it was written', async (_name, words) => {
    const chat = await start(line);
    expect((await post(line, chat, message(words))).status).toBe(200);
    expect((await read(line, chat)).activities[1]?.text).toBe(words);
  });

  test('nobody speaks as the line', async () => {
    const chat = await start(line);
    await post(line, chat, {
      ...message('I am the line'),
      from: { id: 'waypost', name: 'Example Line', role: 'bot' },
    });
    expect((await read(line, chat)).activities[1]?.from).toEqual({ id: 'person', role: 'user' });
  });

  test('what tells about the device is not kept', async () => {
    const chat = await start(line);
    const extra = {
      localTimezone: 'Europe/Kyiv',
      localTimestamp: 'x',
      entities: [{ type: 'ClientCapabilities' }],
    };
    await post(line, chat, { ...message('hi'), ...extra, from: { id: 'u', name: 'Olena' } });
    expect(JSON.stringify((await read(line, chat)).activities)).not.toMatch(/Kyiv|localT|entities|Olena/);
  });

  test('typing and events are taken and leave no trace', async () => {
    const chat = await start(line);
    for (const json of [
      { type: 'typing' },
      { type: 'event', name: 'webchat/join', value: { language: 'en' } },
    ]) {
      expect((await post(line, chat, json)).status).toBe(200);
    }
    expect((await read(line, chat)).activities).toHaveLength(1);
  });
});

describe('locations', () => {
  const geo = { latitude: 53.5511, longitude: 9.9937 };

  test.each([
    ['a Place', [{ type: 'Place', geo }]],
    ['GeoCoordinates', [{ type: 'GeoCoordinates', ...geo }]],
    ['a Place after other entities', [{ type: 'ClientCapabilities' }, null, { type: 'Place', geo }]],
  ])('%s is heard as a location, and nothing kept or shown repeats it', async (_name, entities) => {
    const chat = await start(line);
    const extra = { entities, channelData: { clientActivityID: 'here', geo }, value: geo };
    const sent = await post(line, chat, { type: 'message', ...extra });
    expect(sent.status).toBe(200);
    expect(line.updates.at(-1)?.content).toEqual({ type: 'location', ...geo });
    const { activities } = await read(line, chat);
    expect(activities[1]).toMatchObject({ id: sent.body.id, text: '' });
    expect(JSON.stringify(activities)).not.toMatch(/53\.55|9\.99|entities/);
  });

  test.each([
    [{ type: 'Place', geo: { latitude: 91, longitude: 0 } }],
    [{ type: 'Place', geo: { latitude: 0, longitude: -181 } }],
    [{ type: 'GeoCoordinates', latitude: '53.5', longitude: 9.9 }],
    [{ type: 'GeoCoordinates', latitude: 53.5 }],
    [{ type: 'Place', geo: null }],
    [{ type: 'Other', ...geo }],
  ])('%j is no place', async (entity) => {
    const chat = await start(line);
    expect((await post(line, chat, { type: 'message', entities: [entity] })).status).toBe(400);
    expect((await post(line, chat, { ...message('I am here'), entities: [entity] })).status).toBe(200);
    expect(line.updates.at(-1)?.content).toEqual({ type: 'text', text: 'I am here' });
  });
});

describe('suggestions', () => {
  test('carry type, title and value, and never show their id to WebChat', async () => {
    const chat = await start(line);
    const greeting = (await read(line, chat)).activities[0];
    expect(greeting?.suggestedActions?.actions[0]).toEqual({
      type: 'messageBack',
      title: 'Germany',
      displayText: 'Germany',
      text: 'place/country=de',
      value: 'place/country=de',
    });
  });

  test.each([
    ['a plain client sends the value as text', { text: 'place/country=de' }],
    [
      'WebChat sends a message back',
      {
        text: 'place/country=de',
        value: 'place/country=de',
        channelData: { messageBack: { displayText: 'Germany' } },
      },
    ],
    ['our widget sends the label with the id beside it', { text: 'Germany', value: 'place/country=de' }],
  ])('%s, and it is a press', async (_name, body) => {
    const chat = await start(line);
    await post(line, chat, { type: 'message', ...body });
    const { activities } = await read(line, chat);
    expect(activities.at(-1)?.text).toBe('You chose place/country=de');
    expect(activities[1]).toMatchObject(body);
  });

  test.each(['?help', '!', '+49 30 123', 'a/b', 'what = this/that', '!nothing'])(
    '"%s" is words',
    async (words) => {
      const chat = await start(line);
      await post(line, chat, message(words));
      expect((await read(line, chat)).activities[2]?.text).toBe(`You said: ${words}`);
    },
  );
});

describe('history', () => {
  test('watermarks lose nothing and repeat nothing', async () => {
    const chat = await start(line);
    const seen: string[] = [];
    let watermark = '';
    for (const word of ['one', 'two', 'three', 'four', 'five']) {
      await post(line, chat, message(word));
      const set = await read(line, chat, watermark);
      watermark = set.watermark;
      seen.push(...set.activities.map(({ id }) => id));
    }
    const whole = await read(line, chat);
    expect(seen).toEqual(whole.activities.map(({ id }) => id));
    expect(seen).toHaveLength(16);
    expect((await read(line, chat, watermark)).activities).toEqual([]);
  });

  test.each(['undefined', '-1', '1e9', 'x', '%00', '99999999999999999999', '1&watermark=2', '%F0%9F%98%80'])(
    'the odd watermark %s gives the whole history',
    async (watermark) => {
      const chat = await start(line);
      expect((await read(line, chat, watermark)).activities).toHaveLength(1);
    },
  );

  test('a watermark from before an erased history gives all that is new', async () => {
    const chat = await start(line);
    expect((await read(line, chat, '4711')).activities).toHaveLength(1);
  });
});

describe('uploads', () => {
  test('a file is answered kindly and forgotten', async () => {
    const chat = await start(line);
    const form = new FormData();
    const activity = JSON.stringify({ ...message('', 'up1'), attachments: [{ contentType: 'image/png' }] });
    form.append('activity', new Blob([activity], { type: 'application/vnd.microsoft.activity' }));
    form.append('file', new Blob(['PNG'], { type: 'image/png' }), 'me.png');
    const url = `${line.directLine}/conversations/${chat.id}/upload?userId=u1`;
    const sent = await ask(url, { token: chat.token, body: form });
    expect(sent.status).toBe(200);
    const { activities } = await read(line, chat);
    expect(activities[1]).toMatchObject({ id: sent.body.id, channelData: { clientActivityID: 'up1' } });
    expect(activities[2]?.text).toBe('I cannot open a image');
    expect(JSON.stringify(activities)).not.toContain('PNG');
  });

  test('words beside a file are heard', async () => {
    const chat = await start(line);
    const form = new FormData();
    form.append('activity', new Blob([JSON.stringify(message('read this'))]));
    form.append('file', new Blob(['x'], { type: 'application/pdf' }), 'x.pdf');
    await ask(`${line.directLine}/conversations/${chat.id}/upload`, { token: chat.token, body: form });
    expect((await read(line, chat)).activities[2]?.text).toBe('You said: read this');
  });
});
