import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readConfig } from '../../src/config.ts';
import { Fault } from '../../src/model/fault.ts';

const SECRET_LOOKING = 'hunter2-hunter2';
const KEY = Buffer.alloc(32, 7).toString('base64');

test('without any setting the default line is served from memory on a local port', () => {
  const config = readConfig({});
  expect(config).toMatchObject({ line: 'europe', port: 3978, redisUrl: null, webchatOrigins: [] });
  expect(config.stateKeys.map(({ length }) => length)).toEqual([32]);
  expect(readConfig({}).stateKeys).not.toEqual(config.stateKeys);
});

test.each([
  ['PORT', '70000'],
  ['PORT', 'http'],
  ['LINE', '../etc'],
  ['LOG_LEVEL', 'loud'],
  ['RETENTION_HOURS', 'three'],
  ['REDIS_URL', 'http://x'],
  ['STATE_KEY', SECRET_LOOKING],
  ['DIRECTLINE_SECRET', 'short'],
  ['DIRECTLINE_TOKEN_SECONDS', 'minus'],
  ['WEBCHAT_ORIGINS', 'https://partner.example/path'],
  ['WEBCHAT_ORIGINS', 'https://good.example,*'],
])('a wrong %s stops the start with a line that names it and does not show the value', (name, value) => {
  const read = () => readConfig({ [name]: value });
  expect(read).toThrow(Fault);
  expect(read).toThrow(new RegExp(`^${name} is wrong: `));
  expect(read).not.toThrow(new RegExp(value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
});

test('with Redis a key is needed, and the message says how to make one', () => {
  expect(() => readConfig({ REDIS_URL: 'redis://127.0.0.1' })).toThrow(/STATE_KEY.*openssl rand -base64 32/);
  expect(readConfig({ REDIS_URL: 'redis://127.0.0.1', STATE_KEY: KEY }).redisUrl).toBe('redis://127.0.0.1');
});

test('several keys may stand in STATE_KEY, the newest first, and one that is wrong stops the start', () => {
  const other = Buffer.alloc(32, 8).toString('base64');
  const { stateKeys } = readConfig({ STATE_KEY: `${other}, ${KEY}` });
  expect(stateKeys.map(([first]) => first)).toEqual([8, 7]);
  for (const value of [`${KEY},`, `${KEY},short`, ','])
    expect(() => readConfig({ STATE_KEY: value })).toThrow(/^STATE_KEY is wrong: .*separated by commas/);
});

test('a secret may stand in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-'));
  const file = join(folder, 'secret');
  writeFileSync(file, 'sixteen characters or more\n');
  expect(readConfig({ DIRECTLINE_SECRET_FILE: file }).directLineSecret).toBe('sixteen characters or more');
  expect(() => readConfig({ DIRECTLINE_SECRET_FILE: join(folder, 'none') })).toThrow(
    /DIRECTLINE_SECRET_FILE/,
  );
  rmSync(folder, { recursive: true });
});

test.each([
  ['TELEGRAM_BOT_TOKEN', 'not a token'],
  ['TELEGRAM_API_ROOT', 'api.telegram.org'],
  ['TELEGRAM_WEBHOOK_URL', 'ftp://line.example'],
  ['TELEGRAM_WEBHOOK_SECRET', 'short'],
])(
  'a wrong %s switches Telegram off with a line that does not show the value, and nothing else',
  (name, value) => {
    const { channels } = readConfig({ TELEGRAM_BOT_TOKEN: '1:good', [name]: value });
    expect(channels.telegram).toEqual({
      state: 'wrong',
      why: expect.stringMatching(new RegExp(`^${name} is wrong`)),
    });
    expect(JSON.stringify(channels.telegram)).not.toContain(value);
    expect(channels['whatsapp-web'].state).toBe('off');
  },
);

test('Telegram is off without its token, and says which variable is missing', () => {
  expect(readConfig({}).channels.telegram).toEqual({ state: 'off', needs: ['TELEGRAM_BOT_TOKEN'] });
  expect(readConfig({ TELEGRAM_BOT_TOKEN: '1:good' }).channels.telegram).toMatchObject({ state: 'set' });
});

test('README names every variable that is read, and config.ts reads no others', () => {
  const root = resolve(import.meta.dirname, '../..');
  const files = ['src/config.ts', 'src/channel-settings.ts'];
  const source = files
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n')
    // Not settings: what a browser's process is given of its surroundings.
    .replace(/const FOR_BROWSERS = \[.*?\];/s, '');
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const names = new Set([...source.matchAll(/'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)'/g)].map(([, name]) => name));
  expect(names.size).toBeGreaterThan(8);
  for (const name of names) expect(readme).toContain(`\`${name}\``);
});
