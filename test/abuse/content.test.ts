// What an operator's files can do to the line: nothing. Bombs, huge and deep files and links are refused with their place, soon,
// and the line that runs is not touched; a phone number comes out on every channel as it was typed, or is refused.

import { symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawActivity } from '../../src/channels/bot-framework/draw.ts';
import { CAPABILITIES, CHANNEL_NAMES, type ChannelName } from '../../src/channels/capabilities.ts';
import { drawPart as drawTelegram } from '../../src/channels/telegram/draw.ts';
import { activityOf } from '../../src/channels/web-chat/activity.ts';
import { drawPart as drawWhatsApp } from '../../src/channels/whatsapp-cloud/draw.ts';
import { literal } from '../../src/channels/whatsapp-markup.ts';
import { loadLine } from '../../src/content/load.ts';
import { watchLine } from '../../src/content/watch.ts';
import type { Line } from '../../src/model/line.ts';
import type { Part } from '../../src/model/part.ts';
import type { Problem } from '../../src/model/problem.ts';
import { createRenderer } from '../../src/render/render.ts';
import { copyLine, removeLine, write } from '../content/copy-line.ts';
import { service, line as smallLine } from '../fixtures/small-line.ts';
import { houseTexts } from '../render/house-texts.ts';
import { seeded } from './seeded.ts';

const SERVICE = 'knowledge-base/mini/services/de/de-many.yaml';
let root: string;
beforeEach(() => {
  root = copyLine();
});
afterEach(() => removeLine(root));

const head = `# yaml-language-server: $schema=../../../../docs/schema/service.json
format: 1
id: de-many
organisation: helpers
name: { en: Many, uk: Багато }
offers: { en: It helps., uk: Допомагає. }
who-for: { en: Everybody., uk: Усім. }
topics: [safe.emergency]
coverage: [europe]
cost: { kind: unknown }
source: { url: https://example.org/page, date: "2025-03", kind: official }
checked: never
status: unconfirmed
`;

const nines = Array(9).fill('x').join();
const aliases = ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map(
  (name) =>
    `${name}: &${name} [${Array(9)
      .fill(`*${String.fromCharCode(name.charCodeAt(0) - 1)}`)
      .join()}]`,
);
const HUGE = `${head}offers-more: ${'x'.repeat(20_000_000)}\n`;

describe('a file that is a weapon', () => {
  test.each([
    ['an alias bomb', `${head}a: &a [${nines}]\n${aliases.join('\n')}\n`, 'content/alias'],
    ['20 MB', HUGE, 'content/file-too-large'],
    ['20 MB of keys', head + 'key: x\n'.repeat(2_900_000), 'content/file-too-large'],
    ['10,000 brackets', `${head}a: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`, 'content/too-deep'],
    ['10,000 dashes', `${head}a:\n  ${'- '.repeat(10_000)}x\n`, 'content/too-deep'],
    ['10,000 braces', `${head}a: ${'{a: '.repeat(10_000)}\n`, 'content/too-deep'],
    ['__proto__', `${head}__proto__: { polluted: yes }\n`, 'content/'],
    ['constructor', `${head}constructor: { prototype: { polluted: yes } }\n`, 'content/'],
    ['a tag', `${head}a: !!js/function 'function () {}'\n`, 'content/'],
    ['a merge', `${head}<<: { polluted: yes }\n`, 'content/'],
    ['a duplicate key', `${head}id: de-other\n`, 'content/'],
    ['a NUL', `${head}a: "\0"\n`, 'content/'],
    ['an override of direction', `${head}a: "\u202e"\n`, 'content/'],
  ])('%s is refused with its place', (_name, text, code) => {
    write(root, SERVICE, text);
    const { line, problems } = loadLine(root, 'mini');
    expect(line).toBeNull();
    const told = problems.filter(({ severity, file }) => severity === 'error' && file === SERVICE);
    expect(told.some((problem) => problem.code.startsWith(code))).toBe(true);
    expect(told.every((problem) => problem.line >= 1 && problem.column >= 1)).toBe(true);
    expect(JSON.stringify(told).length).toBeLessThan(100_000);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('links: out of the folder, in a circle, to a device or to nothing; each is refused or passed over', () => {
    const secret = join(tmpdir(), `canary-${process.pid}.yaml`);
    writeFileSync(secret, `${head}STATE_KEY-canary: canary-8899\n`);
    const link = join(root, SERVICE);
    symlinkSync(secret, link);
    const { line, problems } = loadLine(root, 'mini');
    expect(line).toBeNull();
    expect(problems.filter(({ file }) => file === SERVICE).map((one) => one.code)).toEqual([
      'content/unreadable-file',
    ]);
    expect(JSON.stringify(problems)).not.toContain('canary-8899');
    unlinkSync(link);
    unlinkSync(secret);
    for (const target of ['/dev/zero', join(root, 'nothing'), link]) {
      symlinkSync(target, link);
      expect(loadLine(root, 'mini').line).not.toBeNull();
      unlinkSync(link);
    }
    symlinkSync(root, join(root, 'knowledge-base/mini/services/loop'));
    expect(Array.isArray(loadLine(root, 'mini').problems)).toBe(true);
  });

  test('the line that runs stays as it is while each is saved, and follows the next good edit', async () => {
    const told: { line: Line | null; problems: readonly Problem[] }[] = [];
    const stop = watchLine(root, 'mini', (result) => void told.push(result));
    const next = async () => {
      const count = told.length;
      for (let tries = 0; told.length === count && tries < 500; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 20));
      return told.at(-1);
    };
    write(root, SERVICE, HUGE);
    expect((await next())?.line).toBeNull();
    write(root, SERVICE, `${head}a: ${'['.repeat(10_000)}\n`);
    expect((await next())?.line).toBeNull();
    write(root, SERVICE, `${head}contact:\n  phones: [{ number: "0800 123456" }]\n`);
    expect((await next())?.line?.services.has('de-many')).toBe(true);
    stop();
  }, 30_000);
});

describe('a phone number', () => {
  const random = seeded();
  const texts = houseTexts();
  const digits = (most: number) =>
    Array.from({ length: random.whole(1, most) }, () => random.whole(0, 9)).join('');
  const group = () => digits(5);
  const NUMBERS = 1_000;
  /** The line of the first number in the file. */
  const FIRST = head.split('\n').length + 2;

  function typed(): string {
    const groups = () =>
      Array.from({ length: random.whole(1, 4) }, group).join(random.pick([' ', '-', '/', '.', '']));
    const usual = [
      () => `+${random.whole(1, 999)} ${groups()}`,
      () => `+${digits(14)}`,
      () => `00${digits(12)}`,
      () => `0800${digits(6)}`,
      () => `0${digits(11)}`,
    ];
    if (random.next() < 0.6) return random.pick(usual)();
    return random.pick([
      () =>
        random.pick([
          '112',
          '110',
          '116 016',
          '999',
          '0x1F',
          '1e5',
          '1_000',
          '0o17',
          '.5',
          '9:00',
          'no',
          '~',
          'null',
        ]),
      () => `+49 (0) ${group()} / ${group()}-${digits(2)}`,
      () => `(${group()}) ${group()}`,
      () => digits(25),
      () => `${groups()}\u202e${group()}`,
      () => `${groups()}\u200f`,
      () => '٠٨٠٠ ١٢٣٤٥٦',
      () => `${groups()} ext ${digits(3)}`,
      () => `*${digits(3)}#`,
      () => `tel:${groups()}`,
      () => ` ${groups()} `,
      () => '',
    ])();
  }

  /** As an operator may write it: bare where YAML reads all of it as one scalar, or in either quotes. */
  function written(number: string): string {
    const bare = /^[\w+.(*][\w+./()-]*(?: [\w+./()-]+)*$/.test(number) && !number.startsWith('*');
    return random.pick([...(bare ? [number] : []), JSON.stringify(number), `'${number}'`]);
  }

  const shownOn: Record<ChannelName, (part: Part) => string> = {
    'web-chat': (part) => activityOf(part, { conversation: 'c', brand: 'b', at: 0 }).text,
    telegram: (part) => drawTelegram(part).text,
    'whatsapp-web': (part) => literal(part.text),
    'whatsapp-cloud': (part) => JSON.stringify(drawWhatsApp(part)).replaceAll('\\n', '\n'),
    'bot-framework': (part) => drawActivity(part, 'msteams', 'p').text ?? '',
    terminal: (part) => part.text,
  };

  test('1,000 as typed in files: the same on every channel and in both directions of writing, or refused with their line', () => {
    let [same, refused] = [0, 0];
    for (let batch = 0; batch < NUMBERS / 50; batch += 1) {
      const numbers = Array.from({ length: 50 }, typed);
      let kept = numbers.map((number) => ({ number, text: `    - number: ${written(number)}` }));
      for (;;) {
        write(root, SERVICE, `${head}contact:\n  phones:\n${kept.map(({ text }) => text).join('\n')}\n`);
        const { line, problems } = loadLine(root, 'mini');
        const wrong = problems.filter(({ severity }) => severity === 'error');
        if (line !== null) {
          expect(line.services.get('de-many')?.phones.map(({ number }) => number)).toEqual(
            kept.map(({ number }) => number),
          );
          same += shown(kept.map(({ number }) => number));
          break;
        }
        // Only the first mistakes of a kind are told; those behind them come when these are mended.
        const at = new Set(wrong.map((problem) => problem.line - FIRST));
        expect(
          wrong.every(({ file, line: told }) => file === SERVICE && kept[told - FIRST] !== undefined),
        ).toBe(true);
        refused += at.size;
        kept = kept.filter((_, place) => !at.has(place));
      }
    }
    process.stderr.write(`phones: ${same} the same, ${refused} refused\n`);
    expect(same + refused).toBe(NUMBERS);
    expect(same).toBeGreaterThan(NUMBERS / 2);
    expect(refused).toBeGreaterThan(0);
  }, 60_000);

  /** Each number in a card of its own, drawn for each channel in a language of each direction; gives how many are the same. */
  function shown(numbers: readonly string[]): number {
    for (const number of numbers) {
      const renderer = createRenderer(smallLine([service('desk', { phones: [{ number }] })], { texts }));
      for (const channel of CHANNEL_NAMES) {
        for (const language of ['en', 'ar']) {
          const message = {
            texts: [],
            cards: [{ service: 'desk', reasons: [], freshness: 'unconfirmed' }],
          } as const;
          const parts = renderer.render(message, { language, can: CAPABILITIES[channel], idPrefix: 'p' });
          const text = parts
            .map(shownOn[channel])
            .join('\n')
            .replace(/[\u2066-\u2069]/g, '');
          expect([channel, text.includes(number), number]).toEqual([channel, true, number]);
        }
      }
    }
    return numbers.length;
  }
});
