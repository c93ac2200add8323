// Calls the Graph API. Must not know what is said, only whether it was taken.

import type { WhatsAppCloudSettings } from './settings.ts';

export type Answer =
  | { readonly type: 'taken' }
  | {
      readonly type: 'error';
      readonly code: number;
      readonly status: number;
      readonly retryAfter: number | null;
    }
  /** An answer that is not the API's: a proxy's page, half a body. The message was probably not taken. */
  | { readonly type: 'odd'; readonly status: number }
  /** No answer: the message may have been taken or not. */
  | { readonly type: 'silent' };

export type Graph = {
  /** Posts to the number's `messages`. Never throws. */
  post(body: object): Promise<Answer>;
  /** Asks for the number's own entry, to see whether id and token are right. Never throws. */
  look(): Promise<Answer>;
};

/** `patience` in ms for a whole call. */
export function createGraph(settings: WhatsAppCloudSettings, patience: number): Graph {
  const { token, phoneNumberId, apiRoot } = settings;
  const number = new URL(phoneNumberId, apiRoot).href;

  async function call(url: string, init: RequestInit): Promise<Answer> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(url, {
        ...init,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        // A redirect would carry the token elsewhere.
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      });
      text = await response.text();
    } catch {
      return { type: 'silent' };
    }
    return read(response, text);
  }

  return {
    post: (body) => call(`${number}/messages`, { method: 'POST', body: JSON.stringify(body) }),
    look: () => call(`${number}?fields=id`, { method: 'GET' }),
  };
}

/** Comes as the code itself or below "invalid parameter", depending on the version. */
const UNKNOWN_NUMBER = 33;

function read(response: Response, text: string): Answer {
  const { status } = response;
  const body = parse(text);
  if (status >= 200 && status < 300 && typeof body === 'object' && body !== null) return { type: 'taken' };
  const error = (body as { error?: { code?: unknown; error_subcode?: unknown } } | null)?.error;
  const code = error?.code === 100 && error.error_subcode === UNKNOWN_NUMBER ? UNKNOWN_NUMBER : error?.code;
  const retryAfter = secondsOf(response.headers.get('retry-after'));
  if (typeof code === 'number') return { type: 'error', code, status, retryAfter };
  if (status === 429 || status === 401) return { type: 'error', code: -1, status, retryAfter };
  return { type: 'odd', status };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Seconds, at most a day; null when the header is absent or a date. */
function secondsOf(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/.test(header) ? Math.min(Number(header), 86_400) : null;
}
