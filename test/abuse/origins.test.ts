// Which sites may talk to the line from a browser, show it in a frame, or run anything in its pages.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { ask, message, post, read, start } from '../channels/web-chat/ask.ts';
import { PARTNER, startLine, type TestLine } from '../channels/web-chat/line.ts';
import { ROOT } from '../line/default-line.ts';

const NASTY = `</script><img src=x onerror=alert(1)>"'&\u202e`;
const TRICKS = [
  'null',
  'https://evil.example',
  `${PARTNER}.evil.example`,
  'https://sub.partner.example',
  'http://partner.example',
  'https://partner.example:8443',
  'https://partner.example@evil.example',
  'https://partner.example%00.evil.example',
  'https://PARTNER.example.evil.example',
  'https://partnerxexample',
  'https://evil.example, https://partner.example',
  'https://evil.example https://partner.example',
  'file://',
  'data:text/html,x',
  'chrome-extension://x',
  '*',
  '',
];

describe('pages', () => {
  let base: string;
  let child: ChildProcess;
  beforeAll(async () => {
    child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'nasty-pages.ts')], {
      env: { PATH: process.env['PATH'], NASTY, PARTNER },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [first] = (await once(child.stdout as Readable, 'data')) as [Buffer];
    base = first.toString().trim();
  }, 30_000);
  afterAll(() => void child.stdin?.end());

  const policy = async (path: string) => {
    const { headers } = await ask(base + path);
    const all = (headers.get('content-security-policy') ?? '')
      .split(';')
      .map((part) => part.trim().split(/\s+/));
    return Object.fromEntries(all.map(([name, ...values]) => [name, values]));
  };

  test('only listed sites may show the chat in a frame, and nobody the demo page, whatever the question says', async () => {
    for (const query of [
      '',
      '?site=x',
      `?site=${encodeURIComponent(NASTY)}`,
      '?lang=../../etc/passwd',
      '?lang=ar&lang=de',
    ]) {
      expect((await policy(`/chat${query}`))['frame-ancestors']).toEqual([
        "'self'",
        PARTNER,
        'https://second.example:8443',
      ]);
      expect((await policy(`/${query}`))['frame-ancestors']).toEqual(["'none'"]);
    }
  });

  test('the pages run nothing inline and nothing from elsewhere, and send nothing elsewhere', async () => {
    const { host } = new URL(base);
    for (const path of ['/', '/chat']) {
      const rules = await policy(path);
      expect(rules['default-src']).toEqual(["'none'"]);
      expect(rules['script-src']).toEqual(["'self'"]);
      expect(rules['style-src']).toEqual(["'self'"]);
      expect(rules['connect-src']).toEqual(["'self'", `ws://${host}`, `wss://${host}`]);
      expect(rules['base-uri']).toEqual(["'none'"]);
      expect(rules['form-action']).toEqual(["'none'"]);
      expect(JSON.stringify(rules)).not.toMatch(/unsafe|\*|http:\/\/(?!127)/);
    }
  });

  test('what operators write and what the address says opens no tag', async () => {
    const html = String(
      (await ask(`${base}/chat?site=${encodeURIComponent(NASTY)}&lang=${encodeURIComponent(NASTY)}`)).body,
    );
    expect(html).not.toContain('<img');
    expect(html.match(/<\/script>/g)).toHaveLength(1);
    expect(html).not.toMatch(/href="[^"]*[<>]/);
  });

  test('the built pages hold no inline script, style or handler', () => {
    const built = join(ROOT, 'dist/widget');
    const pages = readdirSync(built).filter((name) => name.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(5);
    for (const name of pages) {
      const html = readFileSync(join(built, name), 'utf8');
      for (const [tag] of html.matchAll(/<script\b[^>]*>/g))
        expect(tag).toMatch(/\bsrc=|type="application\/json"/);
      expect([name, /<style\b|\son\w+\s*=|\sstyle\s*=|javascript:/i.test(html)]).toEqual([name, false]);
    }
  });

  test('no file outside the folder is served', async () => {
    for (const path of [
      '..%2f..%2fpackage.json',
      '%2e%2e/%2e%2e/package.json',
      '....//package.json',
      '%00',
      '.%5c..%5cpackage.json',
    ]) {
      const { status, body } = await ask(`${base}/widget/${path}`);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(JSON.stringify(body)).not.toContain('dependencies');
    }
  });
});

describe('origins', () => {
  let line: TestLine;
  beforeAll(async () => {
    line = await startLine();
  });
  afterAll(() => line.close());

  const routes = (id: string) =>
    [
      ['POST', '/webchat/token'],
      ['POST', '/webchat/leave'],
      ['POST', '/v3/directline/conversations'],
      ['GET', `/v3/directline/conversations/${id}`],
      ['GET', `/v3/directline/conversations/${id}/activities`],
      ['POST', `/v3/directline/conversations/${id}/activities`],
      ['POST', '/v3/directline/tokens/generate'],
      ['POST', '/v3/directline/tokens/refresh'],
      ['GET', '/v3/directline/nothing'],
    ] as const;

  test.each(TRICKS)(
    'a page of %j reads nothing of any route, with or without a preflight',
    async (origin) => {
      const { id } = await start(line);
      for (const [method, path] of routes(id)) {
        for (const asked of [method, 'OPTIONS']) {
          const { status, headers } = await ask(line.base + path, {
            method: asked,
            headers: {
              origin,
              'access-control-request-method': method,
              'access-control-request-headers': 'authorization',
            },
            ...(asked === 'POST' && { body: '{}' }),
          });
          expect(headers.get('access-control-allow-origin')).toBeNull();
          expect(headers.get('access-control-allow-credentials')).toBeNull();
          if (asked === 'POST') expect(status).toBeGreaterThanOrEqual(400);
        }
      }
    },
  );

  test('a form of another site changes nothing: no token is given, nobody is made to leave', async () => {
    const chat = await start(line);
    await post(line, chat, message('keep me'));
    for (const origin of TRICKS.slice(0, 5)) {
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=b',
      ]) {
        for (const path of ['/webchat/token', '/webchat/leave']) {
          const { status, body } = await ask(line.base + path, {
            method: 'POST',
            headers: { origin, 'content-type': type, cookie: 'operator=x' },
            body: JSON.stringify({ token: chat.token }),
          });
          expect(status).toBe(403);
          expect(JSON.stringify(body)).not.toContain('"token"');
        }
      }
    }
    expect((await read(line, chat)).activities.map(({ text }) => text)).toContain('keep me');
  });

  test('a listed page is allowed on errors too, one origin at a time, never with credentials', async () => {
    for (const [method, path] of routes('x')) {
      const { headers } = await ask(line.base + path, {
        method,
        headers: { origin: PARTNER },
        ...(method === 'POST' && { body: '{' }),
      });
      expect(headers.get('access-control-allow-origin')).toBe(PARTNER);
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      expect(headers.get('vary')).toContain('Origin');
    }
  });
});
