// The operator's page: how WhatsApp Web fares, and the code to scan. Only for whom the door lets in; the code stands nowhere else.

import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Clock } from '../../runtime/ports.ts';
import { OPERATOR_PATH, sayHealth, type WhatsAppWebHealth } from './health.ts';
import { createOperatorDoor } from './operator-door.ts';
import { qrForPage } from './qr-code.ts';

export type OperatorPage = {
  readonly app: FastifyInstance;
  readonly token: string | null;
  readonly clock: Clock;
  readonly health: () => WhatsAppWebHealth;
  readonly code: () => string | null;
};

const STYLE =
  'body{font:1.1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}svg{width:100%;max-width:24rem}input,button{font:inherit;padding:.4rem}';
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  'x-robots-tag': 'noindex',
};

/** Adds `GET` and `POST /operator/whatsapp-web`. */
export function addOperatorPage({ app, token, clock, health, code }: OperatorPage): void {
  const door = createOperatorDoor(token, OPERATOR_PATH, clock);
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 2_048 },
      async (_request: unknown, body: string | Buffer) => new URLSearchParams(String(body)),
    );

    scope.get(OPERATOR_PATH, async (request, reply) => {
      const seen = door.see(request);
      switch (seen) {
        case 'open':
          return page(reply, 200, inside(health(), code()), 10);
        case 'ask':
          reply.header('www-authenticate', 'Bearer');
          return page(reply, 401, askForToken(''));
        case 'wait':
          return page(reply, 429, '<p>Too many wrong tokens. Wait a quarter of an hour.</p>');
        case 'shut':
          return page(
            reply,
            403,
            '<p>This page opens on the machine of the line only. To open it from elsewhere set <code>OPERATOR_TOKEN</code>.</p>',
          );
        default:
          return seen satisfies never;
      }
    });

    scope.post(OPERATOR_PATH, async (request, reply) => {
      const given = request.body instanceof URLSearchParams ? request.body.get('token') : null;
      const cookie = given === null ? null : door.knock(given.trim());
      if (cookie === null)
        return page(reply, 401, askForToken('<p role="alert">That token does not fit.</p>'));
      return reply.header('set-cookie', cookie).redirect(OPERATOR_PATH, 303);
    });
  });
}

function page(reply: FastifyReply, status: number, body: string, refresh = 0) {
  const again = refresh > 0 ? `<meta http-equiv="refresh" content="${refresh}">` : '';
  return reply
    .code(status)
    .headers(HEADERS)
    .send(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${again}<title>WhatsApp Web</title><style>${STYLE}</style></head><body><main><h1>WhatsApp Web</h1>${body}</main></body></html>`,
    );
}

function inside(health: WhatsAppWebHealth, code: string | null): string {
  const since = new Date(health.since).toISOString();
  const say = sayHealth(health)?.say ?? 'the browser is starting';
  const facts = `<p>State: <strong>${health.state}</strong> since ${since}. Restarts: ${health.restarts}.</p>`;
  if (code === null) return `${facts}${say && `<p>${say}.</p>`}`;
  return `${facts}<p>On the line's phone open WhatsApp, then <em>Linked devices</em>, then <em>Link a device</em>, and scan this code. It changes every few seconds; this page follows.</p>${qrForPage(code)}<p>Whoever scans it first links their own phone: show it to nobody.</p>`;
}

function askForToken(alert: string): string {
  return `${alert}<form method="post" action="${OPERATOR_PATH}"><p><label>Operator token <input name="token" type="password" autocomplete="off" required></label> <button>Open</button></p></form>`;
}
