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
  expect(config.stateKey).toHaveLength(32);
  expect(readConfig({}).stateKey).not.toEqual(config.stateKey);
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

test('README names every variable that is read, and config.ts reads no others', () => {
  const root = resolve(import.meta.dirname, '../..');
  const source = readFileSync(join(root, 'src/config.ts'), 'utf8');
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const names = new Set([...source.matchAll(/'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)'/g)].map(([, name]) => name));
  expect(names.size).toBeGreaterThan(8);
  for (const name of names) expect(readme).toContain(`\`${name}\``);
});
