// The calls of Direct Line 3.0 and of the line's own two routes, each with its answer. Must not know when to call them.

export type Answer<T> =
  | { readonly ok: true; readonly body: T }
  | { readonly ok: false; readonly status: number };

/** The right to one conversation. `expires` and `refresh` in ms since 1970. */
export type Pass = {
  readonly token: string;
  readonly conversationId: string;
  readonly expires: number;
  readonly refresh: number;
};

export type Batch = { readonly activities: readonly unknown[]; readonly watermark: string | null };

/** The pass is no longer good, or its conversation is gone. */
export const isDenial = (status: number): boolean => status === 401 || status === 403 || status === 404;

const PATIENCE = 15_000;
const LINE = '/v3/directline';

type TokenBody = { token?: unknown; conversationId?: unknown; expires_in?: unknown };

async function call(
  method: string,
  path: string,
  token: string | null,
  body?: unknown,
): Promise<Answer<unknown>> {
  try {
    const answer = await fetch(path, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!answer.ok) return { ok: false, status: answer.status };
    return { ok: true, body: await answer.json().catch(() => ({})) };
  } catch {
    return { ok: false, status: 0 };
  }
}

function readPass(answer: Answer<unknown>, conversationId?: string): Answer<Pass> {
  if (!answer.ok) return answer;
  const { token, conversationId: given, expires_in } = answer.body as TokenBody;
  const id = typeof given === 'string' ? given : conversationId;
  if (typeof token !== 'string' || id === undefined) return { ok: false, status: 502 };
  const life = (typeof expires_in === 'number' && expires_in > 0 ? expires_in : 1800) * 1000;
  const now = Date.now();
  return { ok: true, body: { token, conversationId: id, expires: now + life, refresh: now + life / 2 } };
}

const at = (pass: Pass, rest = '') =>
  `${LINE}/conversations/${encodeURIComponent(pass.conversationId)}${rest}`;

function readStream(answer: Answer<unknown>): Answer<string | null> {
  if (!answer.ok) return answer;
  const { streamUrl } = answer.body as { streamUrl?: unknown };
  return { ok: true, body: typeof streamUrl === 'string' ? streamUrl : null };
}

/** A new pass, with `token` one to the conversation of that token; status 0 means that the line could not be reached. */
export async function takePass(
  language: string,
  topic: string | null,
  token?: string,
): Promise<Answer<Pass>> {
  const body = { language, ...(topic ? { topic } : {}), ...(token ? { token } : {}) };
  return readPass(await call('POST', '/webchat/token', null, body));
}

export async function refreshPass(pass: Pass): Promise<Answer<Pass>> {
  return readPass(await call('POST', `${LINE}/tokens/refresh`, pass.token), pass.conversationId);
}

/** Starts the conversation; the answer is the address of its stream. */
export async function startConversation(pass: Pass, language: string): Promise<Answer<string | null>> {
  return readStream(await call('POST', `${LINE}/conversations`, pass.token, { user: {}, locale: language }));
}

/** The address of a stream that goes on after `watermark`. */
export async function resumeConversation(pass: Pass, watermark: string): Promise<Answer<string | null>> {
  return readStream(await call('GET', at(pass, `?watermark=${encodeURIComponent(watermark)}`), pass.token));
}

/** All activities after `watermark`; with an empty one, the whole history. */
export async function readActivities(pass: Pass, watermark: string): Promise<Answer<Batch>> {
  const query = watermark === '' ? '' : `?watermark=${encodeURIComponent(watermark)}`;
  const answer = await call('GET', at(pass, `/activities${query}`), pass.token);
  return answer.ok ? { ok: true, body: readBatch(answer.body) } : answer;
}

export async function postActivity(pass: Pass, activity: unknown): Promise<Answer<unknown>> {
  return call('POST', at(pass, '/activities'), pass.token, activity);
}

/** Asks the line to forget the conversation; survives the page that asks. */
export function sayLeft(pass: Pass): void {
  const body = JSON.stringify({ token: pass.token });
  fetch('/webchat/leave', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    keepalive: true,
    credentials: 'omit',
  }).catch(() => {});
}

/** One answer or stream frame as a batch; anything odd is an empty one. */
export function readBatch(body: unknown): Batch {
  const { activities, watermark } = (typeof body === 'object' && body !== null ? body : {}) as Partial<Batch>;
  return {
    activities: Array.isArray(activities) ? activities : [],
    watermark: watermark === undefined || watermark === null ? null : String(watermark),
  };
}
