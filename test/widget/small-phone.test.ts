// What a small phone shows at once, and what stands in the way of nothing.

import { answers, write } from './browser.ts';
import { type Stage, setStage } from './stage.ts';

const SMALL = { width: 360, height: 640 };

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
}, 60_000);
afterEach(() => stage.sweep());
afterAll(() => stage.close());

test('the head leaves its tagline out, and a wider screen has it', async () => {
  const { chat, page } = await stage.visitChat('', { viewport: SMALL });
  const tagline = chat.locator('.brand p');
  expect(await tagline.isVisible()).toBe(false);
  await page.setViewportSize({ width: 480, height: 800 });
  expect(await tagline.isVisible()).toBe(true);
});

/** True when the lowest choice is in sight, or the button that leads there. */
const REACHED = `{
  const box = document.querySelector('.scroll').getBoundingClientRect();
  const last = [...document.querySelectorAll('.choices button')].at(-1).getBoundingClientRect();
  last.top + last.height / 2 < box.bottom || document.querySelector('.newest') !== null;
}`;

test.each([
  [360, 640],
  [360, 520],
  [320, 480],
  [320, 400],
  [320, 360],
])('on first open at %i × %i the newest choices are in sight, or the way to them', async (width, height) => {
  const { chat } = await stage.visitChat('', { viewport: { width, height } });
  await chat.locator('.choices button').first().waitFor({ state: 'attached' });
  expect(await chat.evaluate(REACHED)).toBe(true);
});

test('the way to the newest goes there and is then gone', async () => {
  const { chat } = await stage.visitChat('', { viewport: { width: 320, height: 360 } });
  await chat.locator('.newest').click();
  await chat.locator('.newest').waitFor({ state: 'detached' });
  expect(await chat.locator('.choices button').last().isVisible()).toBe(true);
});

test.each(['cards', 'بطاقات'])('links to sources in %s are targets of at least 24 pixels', async (words) => {
  const { chat } = await stage.visitChat('', { viewport: SMALL });
  await write(chat, words);
  await answers(chat, 2);
  await chat.locator('.card a').first().waitFor();
  const heights = (await chat.evaluate(
    `[...document.querySelectorAll('.card a')].map((each) => each.getBoundingClientRect().height)`,
  )) as number[];
  expect(heights.length).toBeGreaterThan(2);
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(24);
});

test('on the demo page nothing that can be read stands behind the launcher', async () => {
  const { page } = await stage.visit('', { viewport: SMALL });
  for (const lang of ['en', 'fr', 'de', 'ar', 'uk']) {
    for (const height of [640, 740, 844]) {
      await page.setViewportSize({ width: 360, height });
      await page.goto(`${stage.line.url}/?lang=${lang}`);
      await page.waitForSelector('waypost-chat', { state: 'attached' });
      // The launcher is 56 pixels high and stands 16 above the edge.
      const behind = await page.evaluate(`{
        document.querySelector('waypost-chat').style.pointerEvents = 'none';
        document.querySelector('waypost-chat').style.display = 'none';
        [72, 44, 20].flatMap((up) => [30, 180, 330].map((x) => document.elementFromPoint(x, innerHeight - up).tagName));
      }`);
      expect([lang, height, ...new Set(behind as string[])]).toEqual([lang, height, 'BODY']);
    }
  }
  await page.evaluate('scrollTo(0, document.body.scrollHeight)');
  const footer = await page.locator('footer p').boundingBox();
  expect(footer!.y + footer!.height).toBeLessThan(844 - 88);
});

test('whatever is brought into view, the head with its exit stays whole', async () => {
  const { chat } = await stage.visitChat('', { viewport: SMALL });
  await write(chat, 'cards');
  await answers(chat, 3);
  await chat.evaluate(
    `for (const each of document.querySelectorAll('.fine')) each.scrollIntoView({ block: 'center' })`,
  );
  expect(await chat.evaluate(`document.querySelector('header').getBoundingClientRect().top`)).toBe(0);
});
