import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { answers, buildWidget, launcher, openChat, PHONE, write } from './browser.ts';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
}, 60_000);
afterEach(() => stage.sweep());
afterAll(() => stage.close());

const active =
  'document.activeElement?.id || document.activeElement?.className || document.activeElement?.tagName';
const activeInLauncher = `document.querySelector('waypost-chat').shadowRoot.activeElement?.className`;

test('nothing but the loader is asked for before the chat is opened', async () => {
  stage.line.requests.length = 0;
  const { page, context } = await stage.visit();
  await page.waitForTimeout(300);
  expect(stage.line.requests).toEqual(['GET /widget/v1.js']);
  expect(await context.cookies()).toEqual([]);
});

test('loader and chat keep their size budgets', () => {
  const dist = buildWidget();
  const size = (name: string) => gzipSync(readFileSync(`${dist}/${name}`), { level: 9 }).length;
  expect(size('v1.js')).toBeLessThanOrEqual(5 * 1024);
  for (const lang of ['en', 'ar', 'uk']) {
    const chat = size(`chat.${lang}.html`) + size('chat.js') + size('chat-look.css');
    expect(size('v1.js') + chat).toBeLessThanOrEqual(40 * 1024);
  }
});

test('it works under a policy without inline script or style, and says nothing on the console', async () => {
  const { page, errors } = await stage.visitChat();
  const box = await launcher(page).boundingBox();
  expect(box!.height).toBeGreaterThanOrEqual(44);
  expect(box!.x + box!.width).toBeGreaterThan(1200);
  expect(errors).toEqual([]);
});

test('opening puts the focus into the input, closing gives it back to the launcher', async () => {
  const { page, chat } = await stage.visitChat();
  expect(await chat.evaluate(active)).toBe('input');
  expect(await launcher(page).getAttribute('aria-expanded')).toBe('true');
  await chat.press('#input', 'Escape');
  await page.waitForSelector('waypost-chat dialog', { state: 'hidden' });
  expect(await page.evaluate(activeInLauncher)).toBe('launcher');
  expect(await launcher(page).getAttribute('aria-expanded')).toBe('false');
});

test('a draft is still there when the chat is closed and opened again', async () => {
  const { page, chat } = await stage.visitChat();
  await chat.fill('#input', 'half a sentence');
  await chat.press('#input', 'Escape');
  await launcher(page).click();
  expect(await chat.inputValue('#input')).toBe('half a sentence');
});

test('right-to-left pages have it on the left, with words in their language', async () => {
  const { page, chat } = await stage.visitChat('?dir=rtl&lang=ar');
  const box = await launcher(page).boundingBox();
  expect(box!.x).toBeLessThan(40);
  expect(await chat.evaluate('document.documentElement.dir')).toBe('rtl');
  const send = await chat.locator('.send').boundingBox();
  const input = await chat.locator('#input').boundingBox();
  expect(send!.x).toBeLessThan(input!.x);
});

test('a left-to-right page keeps it on the right even when its words are Arabic', async () => {
  const { page } = await stage.visit('?dir=ltr&lang=ar');
  const box = await launcher(page).boundingBox();
  expect(box!.x + box!.width).toBeGreaterThan(1200);
});

test('on a phone it takes the whole screen and can be closed', async () => {
  const { page, chat } = await stage.visitChat('', { viewport: PHONE });
  const box = await page.locator('waypost-chat dialog').boundingBox();
  expect(box).toEqual({ x: 0, y: 0, ...PHONE });
  await chat.locator('header .sign').nth(1).click();
  await page.waitForSelector('waypost-chat dialog', { state: 'hidden' });
});

test('it works when the browser refuses all storage', async () => {
  const { page, context, errors } = await stage.visit();
  await context.addInitScript(`
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });
  `);
  await page.reload();
  const chat = await openChat(page);
  await write(chat, 'hello');
  await answers(chat, 2);
  await chat.locator('header .sign').first().click();
  await chat.locator('.tick input').check();
  expect(errors).toEqual([]);
});

test('nothing is kept on the device until the person ticks it, and it is gone when she unticks', async () => {
  const { chat } = await stage.visitChat();
  const kept = () => chat.evaluate('[localStorage.length, document.cookie].join()');
  expect(await kept()).toBe('0,');
  await chat.locator('header .sign').first().click();
  await chat.locator('.tick input').check();
  expect(await kept()).toBe('1,');
  await chat.locator('.tick input').uncheck();
  expect(await kept()).toBe('0,');
});

test('messages from other windows and other origins are ignored', async () => {
  const { page, chat } = await stage.visitChat();
  await page.evaluate(`window.postMessage({ mark: 'waypost-1', type: 'leave' }, '*')`);
  await chat.evaluate(`window.postMessage({ mark: 'waypost-1', type: 'closed' }, '*')`);
  await chat.evaluate(`parent.postMessage({ mark: 'other', type: 'leave' }, '*')`);
  await page.waitForTimeout(200);
  expect(page.url()).toContain(stage.partner);
  expect(await page.locator('waypost-chat dialog').isVisible()).toBe(true);
});

test('the chat is a page of its own as well', async () => {
  const { page } = await stage.visit();
  await page.goto(`${stage.line.url}/chat?site=demo&lang=de`);
  await page.waitForSelector('.said.line');
  expect(await page.evaluate(active)).toBe('input');
  expect(await page.locator('header .sign').count()).toBe(1);
});

test('without JavaScript the page still says how to get help', async () => {
  const { page } = await stage.visit('', {});
  const plain = await page.context().browser()!.newContext({ javaScriptEnabled: false });
  const alone = await plain.newPage();
  await alone.goto(`${stage.line.url}/chat?site=demo&lang=fr`);
  const number = await alone.locator('a[href="tel:112"]').boundingBox();
  expect(number!.y).toBeLessThan(400);
  await plain.close();
});
