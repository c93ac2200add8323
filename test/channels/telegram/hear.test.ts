// Each payload in test/updates/telegram becomes what its line in the README says.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deepLink, readDeepLink } from '../../../src/channels/telegram/deep-link.ts';
import { type Heard, hear } from '../../../src/channels/telegram/hear.ts';
import { readCommand } from '../../../src/channels/telegram/read-message.ts';
import { defaultLine, ROOT } from '../../line/default-line.ts';
import { ODD } from './driver.ts';

const FOLDER = join(ROOT, 'test/updates/telegram');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

const words = (text: string) => ({ content: { type: 'text', text } });
const presses = (option: string) => ({ content: { type: 'press', option } });
const sends = (what: string) => ({ content: { type: 'attachment', what } });
const NOTHING = { type: 'nothing' };
const GROUP = { type: 'group', chat: '-1002000000001' };

const EXPECTED: Readonly<Record<string, object>> = {
  text: {
    ...words('أريد أن أفتح مطعماً صغيراً'),
    type: 'person',
    chat: '810000001',
    language: 'ar',
    message: 41,
  },
  start: { content: { type: 'open' } },
  'start-topic': { content: { type: 'open', topic: 'biz.right' } },
  'start-strange': { content: { type: 'open' } },
  command: presses('!delete'),
  'command-with-words': words('help my husband beats me'),
  'unknown-command': words('hilfe'),
  tap: { ...presses('place/country=de'), query: '3479' },
  'tap-inaccessible': { ...presses('!menu'), query: '3480' },
  'tap-inline': { ...NOTHING, query: '3481' },
  location: { content: { type: 'location', latitude: 53.5741, longitude: 9.9912 } },
  venue: { content: { type: 'location', latitude: 53.55, longitude: 10 } },
  'live-location': { content: { type: 'location', latitude: 53.55, longitude: 10 } },
  'live-location-moves': NOTHING,
  edit: { ...words('I need a small loan for my shop'), edited: true },
  voice: sends('voice'),
  'video-note': sends('voice'),
  sticker: sends('sticker'),
  animation: sends('image'),
  contact: sends('contact'),
  document: sends('file'),
  'photo-with-words': words('what does this letter mean'),
  'album-1': { ...sends('image'), album: '13370001' },
  'album-2': { ...sends('image'), album: '13370001' },
  'album-3': { ...sends('image'), album: '13370001' },
  'album-words': { ...words('they took my passport'), album: '13370001' },
  poll: sends('other'),
  forward: words('Closed on Monday'),
  pinned: NOTHING,
  'group-added': GROUP,
  'group-left': NOTHING,
  'group-message': GROUP,
  'channel-post': NOTHING,
  blocked: NOTHING,
  reaction: NOTHING,
};

test.each(files)('%s is heard as it was meant', (file) => {
  const heard: Heard = hear(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')));
  const expected = EXPECTED[file.replace('.json', '')];
  expect(expected).toBeDefined();
  expect(heard).toMatchObject(expected as object);
  if (expected === NOTHING) expect(heard).toEqual(NOTHING);
});

test('every payload says in README what it teaches, and none is missing', () => {
  const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8');
  const told = [...readme.matchAll(/^\| `(\S+\.json)` \| .{10,} \|$/gm)].map(([, name]) => name);
  expect(told.sort()).toEqual([...files].sort());
});

test('whatever JSON comes, nothing is thrown and nobody is made up', () => {
  const strange: unknown[] = [
    null,
    undefined,
    7,
    'x',
    [],
    [[]],
    () => 1,
    ...ODD,
    ...ODD.map((odd) => ({ update_id: 1, ...(odd as object) })),
  ];
  for (const payload of strange) expect(['nothing', 'person', 'group']).toContain(hear(payload).type);
  const shuffled = files.map((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as object);
  // Every field of every payload in turn is of the wrong kind.
  for (const payload of shuffled) {
    for (const wrong of [null, 7, 'x', [], {}, true]) {
      for (const broken of withEachFieldAs(payload, wrong)) expect(() => hear(broken)).not.toThrow();
    }
  }
});

test.each([
  ['/mydata', { type: 'press', option: '!mydata' }],
  ['/privacy', { type: 'press', option: '!mydata' }],
  ['/STOP@example_line_bot', { type: 'press', option: '!stop' }],
  ['/start i am in danger', { type: 'text', text: 'i am in danger' }],
  ['/', { type: 'text', text: '' }],
])('%s is heard as it was meant', (text, content) => {
  expect(readCommand(text)).toEqual(content);
});

test('every topic of the line has a link that leads to it, of the signs and the length Telegram allows', () => {
  for (const topic of defaultLine().topics.keys()) {
    for (const opened of [{ topic }, { topic, language: 'ar' }]) {
      const payload = new URL(deepLink('example_line_bot', opened)).searchParams.get('start') ?? '';
      expect(payload).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
      expect(readDeepLink(payload)).toEqual(opened);
      expect(readDeepLink(payload.replace('-', '_'))).toEqual(opened);
    }
  }
});

test('a link may name the language alone, and strange ones name nothing', () => {
  expect(readDeepLink('__uk')).toEqual({ language: 'uk' });
  for (const payload of ['', 'x', '-', '__', 'a--', 'ref=1', '__proto__'])
    expect(readDeepLink(payload)).toEqual({});
});

function* withEachFieldAs(value: unknown, wrong: unknown): Generator<unknown> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    yield { ...value, [key]: wrong };
    for (const broken of withEachFieldAs(inner, wrong)) yield { ...value, [key]: broken };
  }
}
