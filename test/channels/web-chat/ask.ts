// The raw HTTP calls that tests make, without any client's help.

import { randomUUID } from 'node:crypto';
import type { Activity } from '../../../src/channels/web-chat/activity.ts';
import type { TestLine } from './line.ts';

export type Answer = { status: number; headers: Headers; body: Body };
/** What any of the routes may answer; a test reads what it asked for. */
type Body = Record<'token' | 'conversationId' | 'streamUrl' | 'id' | 'watermark', string> & {
  expires_in: number;
  activities: Activity[];
};
export type Chat = { id: string; token: string; streamUrl: string; status: number };

export async function ask(
  url: string,
  options: {
    method?: string;
    token?: string;
    json?: unknown;
    body?: NonNullable<RequestInit['body']>;
    headers?: Record<string, string>;
  } = {},
): Promise<Answer> {
  const { token, json, headers } = options;
  const body = json === undefined ? options.body : JSON.stringify(json);
  const response = await fetch(url, {
    method: options.method ?? (body === undefined ? 'GET' : 'POST'),
    ...(body !== undefined && { body, duplex: 'half' }),
    headers: {
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
  });
  const text = await response.text();
  let parsed: unknown = text;
  try {
    parsed = text === '' ? undefined : JSON.parse(text);
  } catch {
    // Not JSON: kept as text.
  }
  return { status: response.status, headers: response.headers, body: parsed as Body };
}

export const getToken = (line: TestLine, json: unknown = {}) => ask(`${line.base}/webchat/token`, { json });

export async function start(line: TestLine, hints: unknown = {}): Promise<Chat> {
  const { token } = (await getToken(line, hints)).body;
  const { status, body } = await ask(`${line.directLine}/conversations`, { token, json: {} });
  return { id: body.conversationId, token: body.token, streamUrl: body.streamUrl, status };
}

export const message = (text: string, clientActivityID: string = randomUUID()) => ({
  type: 'message',
  text,
  from: { id: 'u1' },
  channelData: { clientActivityID },
});

export const post = (line: TestLine, { id, token }: Chat, json: unknown) =>
  ask(`${line.directLine}/conversations/${id}/activities`, { token, json });

export async function read(line: TestLine, { id, token }: Chat, watermark = '') {
  const { status, body } = await ask(
    `${line.directLine}/conversations/${id}/activities?watermark=${watermark}`,
    { token },
  );
  return { status, activities: body.activities, watermark: body.watermark };
}
