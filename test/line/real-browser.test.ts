/// <reference lib="dom" />
// The whole house as a person meets it: a real server on the default line, the widget in real Chromium.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import { type Browser, chromium, type Frame, type Page } from 'playwright-core';
import { type Served, serveLine } from './serve-line.ts';

const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 800 };
/** Set to a folder to look at what the test saw. */
const SHOTS = process.env['SHOTS'];

let house: Served;
let browser: Browser;

beforeAll(async () => {
  house = await serveLine();
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--no-first-run',
    ],
  });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

type Visit = { readonly page: Page; readonly chat: Frame; readonly errors: string[] };

async function visit(language: string, viewport: typeof PHONE): Promise<Visit> {
  const context = await browser.newContext({ viewport, locale: language });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(`${house.url}chat?lang=${language}`);
  await page.locator('textarea').waitFor();
  return { page, chat: page.mainFrame(), errors };
}

/** Writes, or presses `[label]`, and waits until `shown` is on the page. */
async function act({ chat }: Visit, what: string, shown: string): Promise<void> {
  if (what.startsWith('['))
    await chat
      .locator('button', { hasText: what.slice(1, -1) })
      .last()
      .click();
  else {
    await chat.locator('textarea').fill(what);
    await chat.locator('textarea').press('Enter');
  }
  await chat.getByText(shown).last().waitFor({ timeout: 20_000 });
}

async function look({ page }: Visit, name: string): Promise<void> {
  if (!SHOTS) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
}

async function axeFinds({ page }: Visit): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe: here } = globalThis as unknown as { axe: typeof axe };
    return (await here.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })).violations;
  });
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

const TALKS = [
  {
    language: 'de',
    question: 'ich will einen Imbiss aufmachen und brauche Geld',
    country: ['[Deutschland]', 'Berlin'],
    city: ['[Hamburg]', 'Flüchtlingsstatus'],
    papers: ['[Flüchtlingsstatus]', 'ASM Arbeitsgemeinschaft'],
    direction: 'ltr',
  },
  {
    language: 'ar',
    question: 'أريد أن أفتح مطعماً صغيراً',
    country: ['[ألمانيا]', 'برلين'],
    city: ['[هامبورغ]', 'صفة لاجئ معترف بها'],
    papers: ['[صفة لاجئ معترف بها]', 'ASM Arbeitsgemeinschaft'],
    direction: 'rtl',
  },
] as const;

describe.each(TALKS)('in $language', ({ language, question, country, city, papers, direction }) => {
  test.each([
    ['phone', PHONE],
    ['desk', DESK],
  ] as const)(
    'a person asks, says where she is, and is signposted to real services, on a %s',
    async (device, viewport) => {
      const v = await visit(language, viewport);
      await v.chat.getByText('24').first().waitFor();
      await look(v, `house-${language}-${device}-1`);
      await act(v, question, direction === 'rtl' ? 'بلجيكا' : 'Belgien');
      await act(v, country[0], country[1]);
      await act(v, city[0], city[1]);
      await act(v, papers[0], papers[1]);
      await look(v, `house-${language}-${device}-2`);
      expect(await v.page.evaluate(() => document.documentElement.dir)).toBe(direction);
      expect(await v.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      expect(await axeFinds(v)).toEqual([]);
      expect(v.errors).toEqual([]);
      await v.page.context().close();
    },
  );
});

test('the demo page asks for nothing but the loader before the chat is opened, and sets no cookie', async () => {
  const context = await browser.newContext({ viewport: DESK });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(house.url);
  await page.waitForTimeout(500);
  expect(asked.filter((path) => !['/', '/widget/demo.css'].includes(path))).toEqual(['/widget/v1.js']);
  expect(await context.cookies()).toEqual([]);
  await context.close();
});
