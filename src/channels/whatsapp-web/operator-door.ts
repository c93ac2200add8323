// Who may open an operator's page: with a token its holder, without one only somebody at this machine. Must not know the page.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Clock } from '../../runtime/ports.ts';

export type OperatorDoor = {
  /** `ask`: a token would open it; `shut`: nothing would; `wait`: too many wrong tokens. */
  see(request: FastifyRequest): 'open' | 'ask' | 'shut' | 'wait';
  /** Tries a token that came in a form; gives the cookie that opens the door for a quarter of an hour. */
  knock(token: string): string | null;
};

const COOKIE = 'operator';
const VISIT = 15 * 60_000;
/** Wrong tokens within `VISIT`, from whomever. */
const MOST_WRONG = 20;
const LOCAL = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/;
const LOCAL_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;
/** Marks of a proxy: the caller is somewhere else then. */
const FORWARDED = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'via',
];

/** `path` is where the cookie counts. */
export function createOperatorDoor(token: string | null, path: string, clock: Clock): OperatorDoor {
  const visits = new Map<string, number>();
  let wrong: readonly number[] = [];

  function fits(given: string): boolean {
    wrong = wrong.filter((at) => at > clock.now() - VISIT);
    if (token === null || wrong.length >= MOST_WRONG) return false;
    const same = timingSafeEqual(digest(given), digest(token));
    if (!same) wrong = [...wrong, clock.now()];
    return same;
  }

  function visiting(cookies: string | undefined): boolean {
    const pass = new RegExp(`(?:^|; *)${COOKIE}=([\\w-]+)`).exec(cookies ?? '')?.[1];
    return pass !== undefined && (visits.get(pass) ?? 0) > clock.now();
  }

  return {
    see(request) {
      if (token === null) return fromHere(request) ? 'open' : 'shut';
      const { authorization, cookie } = request.headers;
      if (visiting(cookie)) return 'open';
      const bearer = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
      if (bearer !== undefined && fits(bearer)) return 'open';
      return wrong.length >= MOST_WRONG ? 'wait' : 'ask';
    },
    knock(given) {
      if (!fits(given)) return null;
      for (const [pass, until] of visits) if (until <= clock.now()) visits.delete(pass);
      const pass = randomBytes(24).toString('base64url');
      visits.set(pass, clock.now() + VISIT);
      return `${COOKIE}=${pass}; Path=${path}; HttpOnly; SameSite=Strict; Max-Age=${VISIT / 1_000}`;
    },
  };
}

/** A browser or a command on this machine that asks the line itself; the host's name keeps foreign pages from asking for it. */
function fromHere({ socket, headers, raw }: FastifyRequest): boolean {
  const direct = LOCAL.test(socket.remoteAddress ?? '') && raw.httpVersion === '1.1';
  const foreign = headers['sec-fetch-site'] === 'cross-site' || headers['sec-fetch-site'] === 'same-site';
  return (
    direct &&
    !foreign &&
    LOCAL_HOST.test(headers.host ?? '') &&
    FORWARDED.every((name) => headers[name] === undefined)
  );
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
