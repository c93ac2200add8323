// Which pages may talk to the line from a browser. Must not know tokens.

import type { FastifyInstance, FastifyRequest } from 'fastify';

/** True for a request that a browser made from the line's own page or a listed partner's, or that no browser made. */
export type AllowsOrigin = (request: FastifyRequest) => boolean;

/** Makes the check; `origins` are exact, e.g. `https://partner.example`. `Origin: null` is never allowed. */
export function createOriginCheck(origins: readonly string[]): AllowsOrigin {
  const listed = new Set(origins.map((origin) => new URL(origin).origin));
  return (request) => {
    const { origin } = request.headers;
    if (origin === undefined) return true;
    if (origin === 'null') return false;
    return listed.has(origin) || origin === `http://${request.host}` || origin === `https://${request.host}`;
  };
}

/** Adds CORS headers to everything in the scope, errors included, and answers preflights. An unlisted origin gets none. */
export function addCors(scope: FastifyInstance, allows: AllowsOrigin): void {
  scope.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    reply.header('vary', 'Origin');
    if (origin === undefined || !allows(request)) return;
    reply.header('access-control-allow-origin', origin);
    reply.header('access-control-expose-headers', 'retry-after');
    if (request.method !== 'OPTIONS') return;
    reply.headers({
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': 'authorization, content-type, x-ms-bot-agent, x-requested-with',
      'access-control-max-age': '600',
    });
  });
  scope.options('/*', async (_request, reply) => reply.code(204).send());
  scope.setNotFoundHandler((_request, reply) => {
    reply.code(404).send({ error: { code: 'NotFound', message: 'There is nothing here.' } });
  });
}
