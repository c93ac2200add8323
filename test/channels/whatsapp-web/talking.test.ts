// The real library in real Chromium, from the code to scan to answers, and through everything that ends a browser.
// An unhandled rejection fails the test it happens in: outside of tests it would end the process, and all channels with it.

import { decodeQR } from 'qr/decode.js';
import { eventually } from '../far-side.ts';
import { askWebChat, message, openHouse, type TestHouse, words } from './house.ts';

const AMAL = '7700001@lid';
const BASHIR = '7700002@c.us';

let house: TestHouse;
const answered = (to: string, text: string, within?: number) =>
  eventually(async () => expect(await house.standIn.sent()).toContainEqual({ to, text }), within);
const restarts = async () => Number(/Restarts: (\d+)/.exec(await house.read('/operator/whatsapp-web'))?.[1]);

afterEach(() => house.close());

test('a phone is linked by the code on the page, and people are answered', async () => {
  house = await openHouse();
  await house.reach('qr');
  expect(await house.read('/metrics')).toContain('waypost_channel_up{channel="whatsapp-web"} 0');
  const page = await house.read('/operator/whatsapp-web');
  const ref = await house.standIn.ask<string>("require('WAWebConnModel').Conn.ref");
  const code = decode(page);
  expect(code.split(',')[0]).toBe(ref);
  expect(house.logged.join('\n')).not.toContain(ref);

  await house.standIn.pair();
  await house.reach('ready');
  expect(await house.read('/operator/whatsapp-web')).not.toContain('<svg');
  expect(await house.read('/metrics')).toContain(
    'waypost_channel_state{channel="whatsapp-web",state="ready"} 1',
  );

  await house.standIn.receive(words(AMAL, 'hello'));
  await answered(AMAL, 'You said: hello');
  await house.standIn.receive(message(AMAL, { type: 'location', lat: 53.57, lng: 9.99, body: '/9j/' }));
  await answered(AMAL, 'I had a location');
  await house.standIn.receive(message(BASHIR, { type: 'ptt', directPath: '/invented', body: '' }));
  await answered(BASHIR, 'I had a attachment');
  expect(await house.standIn.ask('standin.seen')).toContain(AMAL);
  expect(house.logged.join('\n')).not.toMatch(/7700001|7700002|hello/);

  // Ten pictures at once, a group, a status and the line's own words.
  const before = house.updates.length;
  const model = message(AMAL, { type: 'image', directPath: '/invented', caption: '' });
  for (let at = 0; at < 10; at += 1) {
    const key = `ALBUM${at}`;
    await house.standIn.receive({
      ...model,
      id: { ...model.id, id: key, _serialized: `false_${AMAL}_${key}` },
    });
  }
  await house.standIn.receive(words('120000000000000001@g.us', 'hello group'));
  await house.standIn.receive(words('status@broadcast', 'hello all'));
  const own = words(AMAL, 'mine');
  await house.standIn.receive({ ...own, id: { ...own.id, fromMe: true } });
  await house.standIn.receive(words(BASHIR, 'last'));
  await answered(BASHIR, 'You said: last');
  expect(house.updates.slice(before)).toHaveLength(2);

  // A long turn shows that somebody is at it.
  house.slow = 1_600;
  await house.standIn.receive(words(AMAL, 'a long one'));
  await answered(AMAL, 'You said: a long one');
  expect(await house.standIn.ask('standin.typing')).toEqual([AMAL]);
  house.slow = 0;

  // A slow network says nothing twice, though the outbox asks again after 15 s: see deliveries.test.ts. A reload is no restart.
  await house.standIn.ask('setTimeout(() => location.reload(), 0), null');
  await eventually(async () => expect(await house.standIn.ask('standin.sent.length')).toBe(0));
  await house.standIn.listening();
  await house.standIn.receive(words(BASHIR, 'after the reload'));
  await answered(BASHIR, 'You said: after the reload');
  expect(await restarts()).toBe(0);
}, 90_000);

test('a browser that is killed is started again by itself, and web chat never notices', async () => {
  house = await openHouse();
  await house.standIn.pair();
  await house.reach('ready');
  house.slow = 300;
  await house.standIn.receive(words(AMAL, 'before'));
  await eventually(() => expect(house.updates).toHaveLength(1));
  // He writes while nobody listens; and what is older than the line's link is nobody's question now.
  const now = Math.floor(Date.now() / 1_000);
  const missed = { ...words(BASHIR, 'is anybody there?'), t: now };
  const old = { ...words(BASHIR, 'long ago'), t: now - 3_600 };
  await house.standIn.ask(`standin.later(${JSON.stringify([missed, old])})`);
  const killed = house.standIn.kill();
  // The answer to what was under way waits for the next browser.
  const [web] = await Promise.all([askWebChat(house.base, 'still there?'), house.reach('restarting', 3_000)]);
  expect(web).toBe('You said: still there?');
  await answered(AMAL, 'You said: before', 20_000);
  await answered(BASHIR, 'You said: is anybody there?');
  expect(house.standIn.pid()).not.toBe(killed);
  expect(await house.state()).toBe('ready');
  await house.standIn.receive(words(BASHIR, 'and now?'));
  await answered(BASHIR, 'You said: and now?');
  expect(await restarts()).toBe(1);
  expect((await house.standIn.sent()).map(({ text }) => text).sort()).toEqual([
    'You said: and now?',
    'You said: before',
    'You said: is anybody there?',
  ]);
  expect(house.logged.filter((line) => line.startsWith('whatsapp-web/lost'))).toEqual([
    'whatsapp-web/lost {"loss":"browser","seconds":1}',
  ]);
}, 90_000);

test('a browser that is killed while it starts, or a page that crashes, ends nothing else', async () => {
  house = await openHouse();
  await eventually(() => expect(house.standIn.pid()).not.toBeNull(), 30_000);
  house.standIn.kill();
  await house.reach('failed');
  await house.standIn.pair();
  await house.reach('ready');
  await house.standIn.crash();
  await house.reach('restarting');
  expect(await askWebChat(house.base, 'still there?')).toBe('You said: still there?');
  await house.reach('ready');
  await house.standIn.receive(words(AMAL, 'hello'));
  await answered(AMAL, 'You said: hello');
}, 90_000);

test('a code that nobody scanned is replaced, and a phone that unlinks the line leaves a new code', async () => {
  house = await openHouse();
  await house.reach('qr');
  const first = decode(await house.read('/operator/whatsapp-web'));
  await house.standIn.ask("standin.change('UNPAIRED_IDLE')");
  await eventually(async () => {
    const page = await house.read('/operator/whatsapp-web');
    expect(decode(page)).not.toBe(first);
  }, 60_000);
  await house.standIn.pair();
  await house.reach('ready');

  await house.standIn.ask('setTimeout(() => standin.unlink(), 0), null');
  await house.reach('logged-out', 20_000);
  expect(await askWebChat(house.base, 'still there?')).toBe('You said: still there?');
  await house.reach('qr');
  expect(decode(await house.read('/operator/whatsapp-web'))).not.toBe(first);
  await house.standIn.pair();
  await house.reach('ready');
}, 90_000);

test('a link that is lost elsewhere is taken up again when the phone still knows it', async () => {
  house = await openHouse();
  await house.standIn.pair();
  await house.reach('ready');
  await house.standIn.ask("standin.change('UNPAIRED_IDLE')");
  await house.reach('logged-out', 20_000);
  await house.reach('ready');
  await house.standIn.receive(words(AMAL, 'hello'));
  await answered(AMAL, 'You said: hello');
}, 90_000);

test('a browser that does not start is said, and the line runs', async () => {
  house = await openHouse({ chromium: '/bin/false' });
  await house.reach('failed');
  expect(house.logged.join('\n')).toContain('check the network and CHROMIUM_PATH');
  expect(await askWebChat(house.base, 'there?')).toBe('You said: there?');
}, 90_000);

test('no browser at all is said in one line that names the variable', async () => {
  house = await openHouse({ chromium: '/nowhere/chromium' });
  expect(await house.state()).toBe('trouble');
  expect(await askWebChat(house.base, 'there?')).toBe('You said: there?');
}, 90_000);

/** Reads the code as a phone would: from the picture. */
function decode(page: string): string {
  const [, size, path] = /<svg[^>]*viewBox="0 0 (\d+) \d+"[^>]*><path d="([^"]+)"/.exec(page) ?? [];
  if (!size || !path) throw new Error('no code on the page');
  const zoom = 4;
  const width = Number(size) * zoom;
  const data = new Uint8Array(width * width * 4).fill(255);
  let [x, y] = [0, 0];
  for (const [, how, right, down] of path.matchAll(/([Mm])(-?\d+)[ ,]?(-?\d+)h1v1/g)) {
    [x, y] = how === 'M' ? [Number(right), Number(down)] : [x + Number(right), y + Number(down)];
    for (let row = y * zoom; row < (y + 1) * zoom; row += 1) {
      for (let column = x * zoom; column < (x + 1) * zoom; column += 1) {
        data.set([0, 0, 0], (row * width + column) * 4);
      }
    }
  }
  return decodeQR({ width, height: width, data });
}
