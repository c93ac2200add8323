import { launcher, write } from './browser.ts';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
}, 60_000);
afterEach(() => stage.sweep());
afterAll(() => stage.close());

const NEUTRAL = '/widget/languages.json';

/** Looks at what is left after leaving: nothing stored, no socket, the line told, no way back to the words. */
async function expectGone(page: import('playwright-core').Page) {
  await page.waitForURL(`**${NEUTRAL}`);
  await expectSoon(() => stage.line.left.length > 0 && stage.line.openSockets() === 0);
  const stored = '[Object.keys(localStorage).length, Object.keys(sessionStorage).length].join()';
  expect(await page.evaluate(stored)).toBe('0,0');
  await page.goBack().catch(() => null);
  expect(page.url()).not.toContain(stage.partner);
}

async function expectSoon(holds: () => boolean) {
  for (let tries = 0; tries < 50 && !holds(); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(holds()).toBe(true);
}

beforeEach(() => {
  stage.line.left.length = 0;
});

test('the exit is the first stop of the keyboard and is there in every state', async () => {
  const { chat } = await stage.visitChat();
  const first = () =>
    chat.evaluate(`document.querySelector('button, a[href], input, textarea, [tabindex="0"]').className`);
  expect(await first()).toBe('exit');
  await chat.locator('header .sign').first().click();
  expect(await first()).toBe('exit');
  expect(await chat.getByRole('button', { name: 'Emergency: Exit now' }).isVisible()).toBe(true);
});

test('the button leaves at once and leaves nothing behind', async () => {
  const { page, chat } = await stage.visitChat();
  await write(chat, 'secret words');
  await chat.locator('.tick, header .sign').first().click();
  await chat.locator('.tick input').check();
  await chat.locator('.exit').first().click();
  await expectGone(page);
});

test('shift three times leaves from inside the chat', async () => {
  const { page, chat } = await stage.visitChat();
  await chat.press('#input', 'Shift');
  await chat.getByText('Press Shift two more times to leave.').waitFor();
  await chat.press('#input', 'Shift');
  await page.keyboard.press('Shift');
  await expectGone(page);
});

test('shift three times leaves from the page around it too', async () => {
  const { page } = await stage.visitChat();
  await launcher(page).focus();
  for (let count = 0; count < 3; count += 1) await page.keyboard.press('Shift');
  await page.waitForURL(`**${NEUTRAL}`);
});

test('capital letters do not leave', async () => {
  const { page, chat } = await stage.visitChat();
  for (const key of ['Shift+A', 'Shift+B', 'Shift+C', 'Shift+D']) await chat.press('#input', key);
  await page.waitForTimeout(200);
  expect(await chat.inputValue('#input')).toBe('ABCD');
});

test('the page is blank before the other site has come', async () => {
  const { page, chat } = await stage.visitChat();
  const seen: string[] = [];
  page.on('console', (message) => seen.push(message.text()));
  const report = `new MutationObserver(() =>
    console.log(top === self ? 'page' : 'chat', getComputedStyle(document.documentElement).display)
  ).observe(document.documentElement, { attributes: true })`;
  await page.evaluate(report);
  await chat.evaluate(report);
  await chat.locator('.exit').first().click();
  await page.waitForURL(`**${NEUTRAL}`);
  expect(seen).toEqual(expect.arrayContaining(['chat none', 'page none']));
});

test('it says plainly that the browser history stays', async () => {
  const { chat } = await stage.visitChat();
  expect(await chat.locator('.welcome').innerText()).toContain('Your browser history stays.');
});
