// The pages of a line whose every text is an attack, in a process of its own; says where, and ends with its standard input.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addPages } from '../../src/channels/web-chat/pages.ts';
import { createHttp } from '../../src/http.ts';
import { line } from '../fixtures/small-line.ts';

const { NASTY = '', PARTNER = '' } = process.env;
const folder = mkdtempSync(join(tmpdir(), 'waypost-pages-'));
const page = '<!doctype html><script type="application/json">__SITE_JSON__</script><ul>__CONTACTS__</ul>';
for (const name of ['index', 'chat']) writeFileSync(join(folder, `${name}.en.html`), page);
const silent = () => undefined;
const log = { info: silent, warn: silent, error: silent };
const app = createHttp({ log, ready: async () => undefined, metrics: () => '' });
const small = line([]);
const nasty = { ...small, brand: { ...small.brand, name: NASTY, colour: NASTY, tagline: { en: NASTY } } };
addPages(app, {
  folder,
  line: () => nasty,
  origins: [PARTNER, 'https://second.example:8443'],
  contacts: [{ label: NASTY, href: NASTY }],
});
await app.listen({ port: 0, host: '127.0.0.1' });
console.log(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}`);
process.stdin.resume().on('end', () => {
  rmSync(folder, { recursive: true });
  process.exit(0);
});
