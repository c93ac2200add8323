import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';
import { answers, DESKTOP, launcher, openChat, PHONE, write } from './browser.ts';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
}, 60_000);
afterEach(() => stage.sweep());
afterAll(() => stage.close());

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const RUN = `axe.run(document, { iframes: false, runOnly: ${JSON.stringify(TAGS)} }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html, any }) => html.slice(0, 120) + ' ' + (any[0]?.message ?? '')).join(' | ')))`;

async function violations(where: Page | Frame): Promise<string[]> {
  await where.evaluate(AXE);
  return (await where.evaluate(RUN)) as string[];
}

const SAID = {
  en: ['cards', 'list', 'urgent'],
  ar: ['بطاقات', 'قائمة', 'عاجل'],
} as const;

for (const lang of ['en', 'ar'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [name, viewport] of [
      ['phone', PHONE],
      ['desktop', DESKTOP],
    ] as const) {
      test(`axe finds nothing: ${lang}, ${colorScheme}, ${name}`, async () => {
        const query = `?lang=${lang}&dir=${lang === 'ar' ? 'rtl' : 'ltr'}`;
        const found: Record<string, string[]> = {};
        const { page, context } = await stage.visit(query, { viewport, colorScheme });
        found.closed = await violations(page);
        const chat = await openChat(page);
        let count = lang === 'en' ? 2 : 1;
        for (const text of SAID[lang]) {
          await write(chat, text);
          count += 1;
          await answers(chat, count);
        }
        found.open = [...(await violations(page)), ...(await violations(chat))];
        await chat.locator('header .sign').first().click();
        found.menu = await violations(chat);
        await chat.locator('header .sign').first().click();
        await context.setOffline(true);
        await chat.locator('.status.offline').waitFor();
        await write(chat, 'x');
        found.offline = await violations(chat);
        await context.setOffline(false);
        stage.line.faults.noPasses = true;
        const { page: other } = await stage.visit(query, { viewport, colorScheme });
        await launcher(other).click();
        await other.frameLocator('waypost-chat iframe').locator('.unreachable').waitFor();
        found.error = await violations(other.frames().at(-1)!);
        expect(found).toEqual({ closed: [], open: [], menu: [], offline: [], error: [] });
      }, 60_000);
    }
  }
}

test('axe finds nothing on the demo page in any language', async () => {
  const { page } = await stage.visit();
  for (const lang of ['en', 'fr', 'de', 'ar', 'uk']) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(`${stage.line.url}/?lang=${lang}`);
      expect([lang, colorScheme, ...(await violations(page))]).toEqual([lang, colorScheme]);
    }
  }
}, 60_000);

const SIDEWAYS = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';

test('at 320 pixels nothing scrolls sideways, in the chat and on the demo page', async () => {
  const { page, chat } = await stage.visitChat('', { viewport: { width: 320, height: 256 } });
  await write(chat, 'cards');
  await answers(chat, 3);
  expect(await chat.evaluate(SIDEWAYS)).toBe(false);
  expect(
    await chat.evaluate(
      `document.querySelector('.scroll').scrollWidth <= document.querySelector('.scroll').clientWidth`,
    ),
  ).toBe(true);
  expect(await chat.locator('#input').isVisible()).toBe(true);
  await page.goto(`${stage.line.url}/?lang=de`);
  expect(await page.evaluate(SIDEWAYS)).toBe(false);
});

test('wider text spacing clips nothing', async () => {
  const { chat } = await stage.visitChat('', { viewport: PHONE });
  await write(chat, 'cards');
  await answers(chat, 3);
  await chat.evaluate(`{
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }');
    document.adoptedStyleSheets = [sheet];
  }`);
  const clipped = await chat.evaluate(`[...document.querySelectorAll('button, .bubble, header')]
    .filter((each) => each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1)
    .map((each) => each.className)`);
  expect(clipped).toEqual([]);
});

test('every target is at least 44 pixels high', async () => {
  const { chat } = await stage.visitChat('', { viewport: PHONE });
  for (const text of ['cards', 'list', 'urgent']) await write(chat, text);
  await answers(chat, 5);
  const small = `[...document.querySelectorAll('button, .contact, textarea, .row, label.tick')]
    .filter((each) => each.getBoundingClientRect().height > 0 && each.getBoundingClientRect().height < 44)
    .map((each) => each.className)`;
  expect(await chat.evaluate(small)).toEqual([]);
  await chat.locator('header .sign').first().click();
  expect(await chat.evaluate(small)).toEqual([]);
});

test('the keyboard reaches every part of the chat and can leave it', async () => {
  const { page, chat } = await stage.visitChat();
  await chat.focus('.exit');
  const visited: unknown[] = [];
  for (let count = 0; count < 8; count += 1) {
    visited.push(
      await chat.evaluate(
        'document.hasFocus() ? document.activeElement.className || document.activeElement.id : "outside"',
      ),
    );
    await page.keyboard.press('Tab');
  }
  expect(visited).toEqual(['exit', 'sign', 'sign', 'scroll', '', 'input', 'send', 'outside']);
});

test('with reduced motion nothing moves, and in high contrast the signs stay visible', async () => {
  const { chat } = await stage.visitChat('', { reducedMotion: 'reduce', forcedColors: 'active' });
  await write(chat, 'quiet');
  await chat.locator('.dots').waitFor();
  expect(await chat.evaluate('document.getAnimations().length')).toBe(0);
  const stroke = await chat.evaluate(`getComputedStyle(document.querySelector('.send .icon')).stroke`);
  const ground = await chat.evaluate(`getComputedStyle(document.querySelector('.send')).backgroundColor`);
  expect(stroke).not.toBe(ground);
  expect(await violations(chat)).toEqual([]);
});
