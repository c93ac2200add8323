// A small Direct Line server with a script instead of a mind, and faults on demand, for the widget's tests.
// Must not know the browser.

import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import { greetIn, replyTo, type Said } from './script.ts';

export type Activity = {
  type: string;
  id?: string;
  text?: string;
  from?: { id: string; role: string };
  timestamp?: string;
  channelData?: { clientActivityID?: string; waypost?: Record<string, unknown> };
};

/** What goes wrong, changed by a test while it runs. */
export type Faults = {
  /** Answer this many posts with 503 before taking one. */
  posts: number;
  /** Destroy every connection, as a line that is down. */
  down: boolean;
  /** Refuse every socket, as a proxy does. */
  noSockets: boolean;
  /** Answer this many readings of activities with 502. */
  readings: number;
  /** Give no passes: the line cannot be reached, though its page can. */
  noPasses: boolean;
  /** Refuse every post for good with 400. */
  refusePosts: boolean;
  tokenSeconds: number;
};

type Talk = { token: string; expired?: string; log: Activity[]; sockets: Set<WebSocket>; seen: Set<string> };

const TYPES: Record<string, string> = {
  js: 'text/javascript',
  css: 'text/css',
  html: 'text/html',
  json: 'application/json',
};

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";

export async function startScriptedLine(dist: string) {
  const faults: Faults = {
    posts: 0,
    down: false,
    noSockets: false,
    readings: 0,
    noPasses: false,
    refusePosts: false,
    tokenSeconds: 1800,
  };
  const talks = new Map<string, Talk>();
  const requests: string[] = [];
  const left: string[] = [];
  const posts: Activity[] = [];
  let count = 0;

  const server = createServer((request, response) => void handle(request, response));
  const sockets = new WebSocketServer({ noServer: true });

  function append(talk: Talk, activity: Activity) {
    count += 1;
    const entry = { id: `a-${count}`, timestamp: new Date().toISOString(), ...activity };
    talk.log.push(entry);
    for (const socket of talk.sockets) {
      socket.send(JSON.stringify({ activities: [entry], watermark: String(talk.log.length) }));
    }
    return entry;
  }

  function say(id: string, said: Said) {
    const talk = talks.get(id);
    if (!talk) return;
    const { text, ...waypost } = said;
    append(talk, {
      type: 'message',
      text,
      from: { id: 'line', role: 'bot' },
      channelData: {
        waypost: { marks: [], direction: 'ltr', language: 'en', draw: 'none', choices: [], ...waypost },
      },
    });
  }

  function take(id: string, talk: Talk, activity: Activity): string {
    const client = activity.channelData?.clientActivityID ?? '';
    if (talk.seen.has(client))
      return talk.log.find((each) => each.channelData?.clientActivityID === client)?.id ?? '';
    talk.seen.add(client);
    posts.push(activity);
    const entry = append(talk, { ...activity, from: { id: 'person', role: 'user' } });
    for (const said of replyTo(activity)) say(id, said);
    return entry.id;
  }

  function begin(): [string, Talk] {
    count += 1;
    const id = `c-${count}`;
    const talk = {
      token: `t-${count}-${Math.random()}`,
      log: [],
      sockets: new Set<WebSocket>(),
      seen: new Set<string>(),
    };
    talks.set(id, talk);
    return [id, talk];
  }

  const byToken = (request: IncomingMessage) => {
    const token = request.headers.authorization?.replace('Bearer ', '');
    return [...talks].find(([, talk]) => talk.token === token);
  };

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '/', 'http://line');
    const path = `${request.method} ${url.pathname}`;
    requests.push(path);
    if (faults.down) return void request.socket.destroy();
    let raw = '';
    for await (const chunk of request) raw += chunk;
    const json = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(JSON.stringify(body));
    };
    const pass = (id: string, talk: Talk) => ({
      conversationId: id,
      token: talk.token,
      expires_in: faults.tokenSeconds,
    });
    if (path === 'GET /') return page(response, `index.${url.searchParams.get('lang') ?? 'en'}.html`);
    if (path === 'GET /chat') return page(response, `chat.${url.searchParams.get('lang') ?? 'en'}.html`);
    if (url.pathname.startsWith('/widget/')) return file(response, url.pathname.slice(8));
    if (path === 'POST /webchat/token' && faults.noPasses) return json(503, {});
    if (path === 'POST /webchat/token') {
      const { token } = JSON.parse(raw) as { token?: string };
      if (token === undefined) return json(200, pass(...begin()));
      const [id, talk] = [...talks].find(([, each]) => each.expired === token) ?? [];
      if (!id || !talk) return json(403, { error: { code: 'BadToken', message: 'no' } });
      return json(200, pass(id, talk));
    }
    if (path === 'POST /webchat/leave') {
      left.push((JSON.parse(raw) as { token: string }).token);
      return json(200, {});
    }
    const found = byToken(request);
    if (!found) return json(403, { error: { code: 'Forbidden', message: 'no' } });
    const [id, talk] = found;
    const streamUrl = `ws://${request.headers.host}/stream?t=${talk.token}&w=${url.searchParams.get('watermark') ?? ''}`;
    if (path === 'POST /v3/directline/tokens/refresh') return json(200, pass(id, talk));
    if (path === 'POST /v3/directline/conversations') {
      if (talk.log.length === 0) {
        const { locale } = JSON.parse(raw) as { locale?: string };
        for (const said of greetIn(locale)) say(id, said);
      }
      return json(201, { ...pass(id, talk), streamUrl: streamUrl.replace('w=', 'w=0') });
    }
    if (path === `GET /v3/directline/conversations/${id}`) return json(200, { ...pass(id, talk), streamUrl });
    if (path === `GET /v3/directline/conversations/${id}/activities`) {
      if (faults.readings > 0) {
        faults.readings -= 1;
        return json(502, { error: { code: 'x', message: 'x' } });
      }
      const from = Number(url.searchParams.get('watermark') ?? 0);
      return json(200, { activities: talk.log.slice(from), watermark: String(talk.log.length) });
    }
    if (path === `POST /v3/directline/conversations/${id}/activities`) {
      if (faults.refusePosts) return json(400, { error: { code: 'BadRequest', message: 'x' } });
      if (faults.posts > 0) {
        faults.posts -= 1;
        return json(503, { error: { code: 'x', message: 'x' } });
      }
      return json(200, { id: take(id, talk, JSON.parse(raw) as Activity) });
    }
    return json(404, { error: { code: 'NotFound', message: path } });
  }

  function file(response: ServerResponse, name: string) {
    try {
      const body = readFileSync(join(dist, name));
      response.writeHead(200, { 'content-type': TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain' });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  }

  function page(response: ServerResponse, name: string) {
    const site = {
      site: 'demo',
      name: 'Waypost',
      tagline: { en: 'Questions about arriving and starting a business', ar: 'أسئلة عن الوصول وبدء عمل خاص' },
      colour: '#0b6e63',
      languages: JSON.parse(readFileSync(join(dist, 'languages.json'), 'utf8')),
      exit: 'http://127.0.0.1:1/neutral',
    };
    const html = readFileSync(join(dist, name), 'utf8')
      .replace('__SITE_JSON__', () => JSON.stringify(site).replaceAll('<', '\\u003c'))
      .replace('__CONTACTS__', '');
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CSP.concat("; frame-src 'self'"),
    });
    response.end(html);
  }

  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://line');
    const talk = [...talks.values()].find(({ token }) => token === url.searchParams.get('t'));
    if (faults.down || faults.noSockets || !talk) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (opened) => {
      talk.sockets.add(opened);
      opened.on('close', () => talk.sockets.delete(opened));
      const missed = talk.log.slice(Number(url.searchParams.get('w') || talk.log.length));
      opened.send(JSON.stringify({ activities: missed, watermark: String(talk.log.length) }));
    });
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    requests,
    /** Tokens of people who left by the quick exit. */
    left,
    posts,
    /** Says something in every conversation. */
    sayToAll(said: Said) {
      for (const id of talks.keys()) say(id, said);
    },
    /** Sends everything once more, as lines do after a bad watermark. */
    repeatAll() {
      for (const talk of talks.values()) {
        const again = JSON.stringify({ activities: talk.log, watermark: String(talk.log.length) });
        for (const socket of talk.sockets) socket.send(again);
      }
    },
    killSockets() {
      for (const talk of talks.values()) for (const socket of talk.sockets) socket.terminate();
    },
    openSockets: () => [...talks.values()].reduce((sum, talk) => sum + talk.sockets.size, 0),
    /** Every pass given so far stops working, but is still worth a new one to the same conversation. */
    expireWithGrace() {
      for (const talk of talks.values()) {
        talk.expired = talk.token;
        talk.token = `t-${Math.random()}`;
        for (const socket of talk.sockets) socket.terminate();
      }
    },
    /** Every pass given so far stops working. */
    expire() {
      talks.clear();
    },
    async close() {
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type ScriptedLine = Awaited<ReturnType<typeof startScriptedLine>>;
