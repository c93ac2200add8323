// The only listener on a port: limits, headers, error bodies, health and metrics. Must not know dialogs or what a channel says.

import { STATUS_CODES } from 'node:http';
import websocket from '@fastify/websocket';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { Fault } from './model/fault.ts';
import type { Log } from './runtime/ports.ts';

export type HttpOptions = {
  readonly log: Log;
  /** Resolves when the line can take messages; a rejection makes /health/ready answer 503. */
  readonly ready: () => Promise<void>;
  /** Prometheus text exposition. */
  readonly metrics: () => string | Promise<string>;
  /** How each channel fares, for whoever reads /health/ready; one in trouble does not make the line unready. */
  readonly channels?: () => Readonly<Record<string, string>>;
  /** In place of `ready` and `channels`: whether the line can take messages, and what else /health/ready tells. */
  readonly health?: () => Promise<{ readonly ready: boolean }>;
  /** Who may see the metrics and the details of /health/ready; everybody unless told. */
  readonly maySeeFigures?: (request: FastifyRequest) => boolean;
  /** Told the status of each answer. */
  readonly answered?: (status: number) => void;
  /** Most bytes of a request body; 262,144 unless told. */
  readonly bodyLimit?: number;
  /** Most connections; 10,000 unless told. What comes beyond them is closed. */
  readonly connections?: number;
  /** Most milliseconds for the headers and for the whole request; 10,000 and 15,000 unless told. */
  readonly headersTimeout?: number;
  readonly requestTimeout?: number;
};

/**
 * Makes the server, not yet listening. Channels and pages add their routes to it before `listen`.
 * Every 4xx and 5xx carries `{"error":{"code","message"}}`. An error thrown in a route with `statusCode` below 500 and
 * `expose: true` shows its own `code` and `message`; any other shows only its status.
 */
export function createHttp(options: HttpOptions): FastifyInstance {
  const { log } = options;
  const requestTimeout = options.requestTimeout ?? 15_000;
  const app = fastify({
    logger: false,
    bodyLimit: options.bodyLimit ?? 262_144,
    requestTimeout,
    keepAliveTimeout: 65_000,
    // Node looks for late requests only every 30 s unless told.
    http: {
      headersTimeout: options.headersTimeout ?? 10_000,
      requestTimeout,
      connectionsCheckingInterval: 1_000,
    },
    // A client that is polling stops for good at the first 5xx, so a stopping process still answers.
    return503OnClosing: false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, _request, reply) => refuse(reply, error),
    clientErrorHandler: (error, socket) => {
      const status =
        error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
      if (socket.writable) socket.end(rawRefusal(status));
      else socket.destroy();
    },
  });

  app.server.maxConnections = options.connections ?? 10_000;
  app.register(websocket, { options: { maxPayload: 16_384, perMessageDeflate: false } });
  const streams = new Set<string>();
  app.addHook('onRoute', ({ url, websocket: only, wsHandler }) => {
    if (only || wsHandler) streams.add(url);
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(COMMON_HEADERS);
    // The plugin would answer 101 on every route and only then close.
    if (request.ws && !streams.has(request.routeOptions.url ?? '')) return nothingHere(reply);
    return;
  });
  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error);
    if (status >= 500) {
      const code = error instanceof Fault ? error.code : 'http/failed';
      log.error(code, { route: request.routeOptions.url ?? 'none', status });
    }
    refuse(reply, error);
  });
  app.setNotFoundHandler((_request, reply) => nothingHere(reply));

  app.addHook('onResponse', async (_request, reply) => options.answered?.(reply.statusCode));

  app.get('/health/live', async () => ({ status: 'live' }));
  const maySee = options.maySeeFigures ?? (() => true);
  app.get('/health/ready', async (request, reply) => {
    const notReady = errorBody('NotReady', 'The line cannot take messages now.');
    if (options.health) {
      const { ready, ...all } = await options.health();
      const told = maySee(request) ? all : {};
      return ready ? { status: 'ready', ...told } : reply.code(503).send({ ...notReady, ...told });
    }
    try {
      await options.ready();
      const channels = maySee(request) ? options.channels?.() : undefined;
      return { status: 'ready', ...(channels && { channels }) };
    } catch {
      return reply.code(503).send(notReady);
    }
  });
  app.get('/metrics', async (request, reply) => {
    if (!maySee(request)) return nothingHere(reply);
    reply.type('text/plain; version=0.0.4; charset=utf-8');
    return options.metrics();
  });
  return app;
}

const COMMON_HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

/** Faults that a later try may not meet. */
const PASSING: ReadonlySet<string> = new Set([
  'store/unavailable',
  'runtime/busy',
  'runtime/stopping',
  'web-chat/not-listening',
  'whatsapp-cloud/not-listening',
  'bot-framework/not-listening',
]);

function statusOf(error: unknown): number {
  if (error instanceof Fault) return PASSING.has(error.code) ? 503 : 500;
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}

function refuse(reply: FastifyReply, error: unknown): void {
  const status = statusOf(error);
  const { expose, code, message, retryAfter } = error as Readonly<Record<string, unknown>>;
  const body =
    expose === true && status < 500
      ? errorBody(String(code), String(message))
      : errorBody(nameOf(status), titleOf(status));
  if (typeof retryAfter === 'number') reply.header('retry-after', String(retryAfter));
  reply
    .headers(COMMON_HEADERS)
    .code(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(body));
}

function nothingHere(reply: FastifyReply): FastifyReply {
  return reply.code(404).send(errorBody('NotFound', 'There is nothing here.'));
}

function errorBody(code: string, message: string) {
  return { error: { code, message } };
}

/** 413 → `Payload Too Large`, in whatever words this Node has. */
function titleOf(status: number): string {
  return STATUS_CODES[status] ?? 'Error';
}

/** 413 → `PayloadTooLarge`. */
function nameOf(status: number): string {
  return titleOf(status).replaceAll(/[^A-Za-z]/g, '');
}

function rawRefusal(status: number): string {
  const body = JSON.stringify(errorBody(nameOf(status), titleOf(status)));
  const head = [
    `HTTP/1.1 ${status} ${titleOf(status)}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    ...Object.entries(COMMON_HEADERS).map(([name, value]) => `${name}: ${value}`),
    'connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
