// Nobody gets into a conversation by a forged, foreign, old or guessed token, id or ticket. 100,000 of them, and none is let in.

import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { createAccess } from '../../src/channels/web-chat/access.ts';
import { Refusal } from '../../src/channels/web-chat/refusal.ts';
import { createTokens, newConversation } from '../../src/channels/web-chat/token.ts';
import { ask, message, post, read, start } from '../channels/web-chat/ask.ts';
import { SECRET, startLine, type TestLine } from '../channels/web-chat/line.ts';
import { seeded } from './seeded.ts';

const GUESSES = 100_000;
const random = seeded();
const now = Date.now();
const tokens = createTokens(randomBytes(32), { now: () => now });
const access = createAccess(tokens, SECRET);
const alive = { conversation: newConversation(), expires: now + 60_000 };
const good = tokens.issue('chat', alive);

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
const letters = (count: number) => Array.from({ length: count }, () => random.pick(LETTERS)).join('');

/** Tokens of lines with other keys. */
const foreign = Array.from({ length: 200 }, () =>
  createTokens(random.bytes(32), { now: () => now }).issue('chat', alive),
);

/** One letter of a token of ours changed, cut, doubled, swapped; other signatures; other purposes; other lines' keys. */
function forged(): string {
  const [payload, signature] = good.split('.') as [string, string];
  const flip = (text: string) => {
    const at = random.whole(0, text.length - 1);
    return text.slice(0, at) + random.pick(LETTERS) + text.slice(at + 1);
  };
  const body = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  const rewritten = Buffer.from(JSON.stringify({ ...body, c: letters(22), e: now + 1e9 })).toString(
    'base64url',
  );
  return random.pick([
    () => `${flip(payload)}.${signature}`,
    () => `${payload}.${flip(signature)}`,
    () => `${rewritten}.${signature}`,
    () => `${payload}.${letters(43)}`,
    () => `${payload}.${signature.slice(0, random.whole(0, 42))}`,
    () => `${letters(random.whole(1, 200))}.${letters(43)}`,
    () => `${payload}.`,
    () => `.${signature}`,
    () => letters(random.whole(1, 80)),
    () => `${good}.${letters(4)}`,
    () => SECRET.slice(0, random.whole(0, SECRET.length - 1)),
    () => random.pick(foreign),
    () => tokens.issue('stream', alive),
    () => tokens.issue('chat', { ...alive, expires: now - random.whole(1, 1e9) }),
  ])();
}

test('100,000 forged, cut, foreign and expired tokens open nothing', () => {
  let letIn = 0;
  for (let guess = 0; guess < GUESSES; guess += 1) {
    const token = forged();
    // A letter may have been changed into itself, and the last one of 43 carries two bits that mean nothing.
    const same = token
      .split('.')
      .every((half, at) => half.slice(0, 42) === good.split('.')[at]?.slice(0, 42));
    if (same && token.length === good.length) continue;
    if (tokens.read('chat', token).status === 'good') letIn += 1;
  }
  expect(letIn).toBe(0);
});

test('100,000 guessed conversations open nothing to the holder of another token', () => {
  let letIn = 0;
  for (let guess = 0; guess < GUESSES; guess += 1) {
    const id = random.next() < 0.9 ? letters(22) : letters(random.whole(0, 40));
    const request = {
      headers: { authorization: `Bearer ${good}` },
      params: { id },
    } as unknown as FastifyRequest;
    try {
      access.conversation(request);
      letIn += 1;
    } catch (error) {
      if (!(error instanceof Refusal) || ![403, 404].includes(error.statusCode)) throw error;
    }
  }
  expect(letIn).toBe(0);
});

describe('over HTTP', () => {
  let line: TestLine;
  beforeAll(async () => {
    line = await startLine();
  });
  afterAll(() => line.close());

  test('forged tokens and guessed ids get 401, 403 or 404 on every route, never a word of anybody', async () => {
    const chat = await start(line);
    await post(line, chat, message('canary-4711'));
    const routes = [
      ['GET', '/conversations/ID'],
      ['GET', '/conversations/ID/activities'],
      ['POST', '/conversations/ID/activities'],
      ['POST', '/conversations/ID/upload'],
      ['GET', '/conversations/ID/stream?t=TOKEN'],
      ['POST', '/tokens/refresh'],
      ['POST', '/tokens/generate'],
    ] as const;
    const statuses = new Set<number>();
    for (let guess = 0; guess < 420; guess += 1) {
      const [method, path] = routes[guess % routes.length] ?? routes[0];
      const token = forged();
      const url = path.replace('ID', random.next() < 0.5 ? chat.id : letters(22)).replace('TOKEN', token);
      const answer = await ask(line.directLine + url, {
        method,
        token,
        ...(method === 'POST' && { json: message('let me in') }),
      });
      statuses.add(answer.status);
      expect(JSON.stringify(answer.body)).not.toContain('canary-4711');
    }
    expect([...statuses].filter((status) => ![400, 401, 403, 404, 426].includes(status))).toEqual([]);
    const texts = (await read(line, chat)).activities.map(({ text }) => text);
    expect(texts).not.toContain('let me in');
    expect(texts).toContain('canary-4711');
  });

  test('the secret opens what it may, and no stream; its holder finds no conversation by guessing', async () => {
    const chat = await start(line);
    const streamed = await ask(`${line.directLine}/conversations/${chat.id}/stream?t=${SECRET}`);
    expect(streamed.status).toBe(403);
    for (let guess = 0; guess < 50; guess += 1) {
      const answer = await ask(`${line.directLine}/conversations/${letters(22)}`, { token: SECRET });
      expect(answer.status).toBe(404);
    }
  });
});
