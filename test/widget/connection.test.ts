import type { Frame } from 'playwright-core';
import { answers, launcher, openChat, write } from './browser.ts';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
}, 60_000);
afterEach(() => stage.sweep());
afterAll(() => stage.close());

const said = (chat: Frame) => chat.locator('.said.line').allInnerTexts();
const own = (chat: Frame) => chat.locator('.said.person .bubble').allInnerTexts();
const asked = (path: string) => stage.line.requests.filter((each) => each.startsWith(path)).length;

test('after a lost socket nothing is missing and nothing is doubled', async () => {
  const { chat } = await stage.visitChat();
  await write(chat, 'before');
  await answers(chat, 2);
  for (let count = 1; count <= 3; count += 1) {
    stage.line.killSockets();
    stage.line.sayToAll({ text: `while away ${count}` });
    await answers(chat, 2 + count);
  }
  const texts = (await said(chat)).map((text) => text.replace(/^Waypost:\s*/, ''));
  expect(texts.slice(1)).toEqual(['You said: before', 'while away 1', 'while away 2', 'while away 3']);
});

test('what the line repeats stands there once', async () => {
  const { chat } = await stage.visitChat();
  await write(chat, 'once');
  await answers(chat, 2);
  stage.line.repeatAll();
  stage.line.sayToAll({ text: 'the end' });
  await chat.locator('.said.line', { hasText: 'the end' }).waitFor();
  expect(await chat.locator('.said').count()).toBe(4);
});

test('a message that is not taken is kept, said so, sent again, and stands there once', async () => {
  const { chat } = await stage.visitChat();
  stage.line.faults.posts = 2;
  await write(chat, 'hold on');
  await chat.getByText('Not sent yet, will retry').waitFor();
  await chat.locator('[role=status]', { hasText: 'Not sent yet' }).waitFor();
  await answers(chat, 2);
  expect(await chat.getByText('Not sent yet, will retry').count()).toBe(0);
  expect((await own(chat)).filter((text) => text.includes('hold on'))).toHaveLength(1);
});

test('a message that is refused can be sent again by hand', async () => {
  const { chat } = await stage.visitChat();
  stage.line.faults.refusePosts = true;
  await write(chat, 'once more');
  await chat.getByRole('button', { name: 'Send again' }).waitFor();
  stage.line.faults.refusePosts = false;
  await chat.getByRole('button', { name: 'Send again' }).click();
  await answers(chat, 2);
  expect(await own(chat)).toHaveLength(1);
});

test('without sockets it polls, also through errors', async () => {
  stage.line.faults.noSockets = true;
  const { chat } = await stage.visitChat();
  await write(chat, 'by polling');
  await answers(chat, 2);
  stage.line.faults.readings = 2;
  stage.line.sayToAll({ text: 'after the errors' });
  await answers(chat, 3);
  expect(stage.line.openSockets()).toBe(0);
});

test('offline it says so, keeps what is written, and sends it when the network is back', async () => {
  const { context, chat } = await stage.visitChat();
  await context.setOffline(true);
  await chat.locator('.status.offline').waitFor();
  await write(chat, 'from the tunnel');
  await context.setOffline(false);
  await answers(chat, 2);
  await chat.getByText('Connected again.').waitFor();
  expect(await own(chat)).toHaveLength(1);
});

test('at most twenty messages wait, and the next one stays in the input', async () => {
  const { context, chat } = await stage.visitChat();
  await context.setOffline(true);
  for (let count = 1; count <= 21; count += 1) await write(chat, `message ${count}`);
  expect(await chat.locator('.said.person').count()).toBe(20);
  expect(await chat.inputValue('#input')).toBe('message 21');
  await chat.getByText('Too many messages are waiting').waitFor();
});

test('an expired pass gives a new conversation that says so, and loses neither message nor draft', async () => {
  const { chat } = await stage.visitChat();
  stage.line.expire();
  await write(chat, 'still there?');
  await chat.getByText('The earlier conversation has expired.').waitFor();
  await chat.locator('.said.line', { hasText: 'You said: still there?' }).waitFor();
  expect((await own(chat)).filter((text) => text.includes('still there?'))).toHaveLength(1);
});

test('a pass that has just expired is exchanged, and the conversation goes on', async () => {
  const { chat } = await stage.visitChat();
  await write(chat, 'one');
  await answers(chat, 2);
  stage.line.expireWithGrace();
  await write(chat, 'two');
  await answers(chat, 3);
  expect(await chat.locator('.note').count()).toBe(0);
  expect(await own(chat)).toHaveLength(2);
});

test('a pass is refreshed before it expires', async () => {
  stage.line.faults.tokenSeconds = 3;
  const { page } = await stage.visitChat();
  stage.line.requests.length = 0;
  await page.waitForTimeout(4000);
  expect(asked('POST /v3/directline/tokens/refresh')).toBeGreaterThanOrEqual(1);
  expect(asked('POST /webchat/token')).toBe(0);
});

test('a line that refuses every pass is not stormed', async () => {
  const { page } = await stage.visitChat();
  stage.line.requests.length = 0;
  stage.line.faults.noPasses = true;
  stage.line.expire();
  stage.line.killSockets();
  await page.waitForTimeout(5000);
  expect(stage.line.requests.length).toBeLessThan(8);
});

test('a line that cannot be reached says so, names 112, and recovers by itself', async () => {
  stage.line.faults.noPasses = true;
  const { page } = await stage.visit();
  await launcher(page).click();
  const frame = page.frameLocator('waypost-chat iframe');
  await frame.getByText('The line cannot be reached right now').waitFor();
  expect(await frame.locator('a[href="tel:112"]').isVisible()).toBe(true);
  stage.line.faults.noPasses = false;
  await frame.locator('.said.line').waitFor();
  expect(await frame.getByText('The line cannot be reached right now').count()).toBe(0);
});

test('a reload in the same tab goes on with the same conversation', async () => {
  const { page, chat } = await stage.visitChat();
  await write(chat, 'remember me');
  await answers(chat, 2);
  const tokens = asked('POST /webchat/token');
  await page.reload();
  const again = await openChat(page);
  await answers(again, 2);
  expect(asked('POST /webchat/token')).toBe(tokens);
  expect((await said(again)).at(-1)).toContain('You said: remember me');
});

test('a closed chat tells the launcher that an answer has come', async () => {
  const { page, chat } = await stage.visitChat();
  await chat.press('#input', 'Escape');
  stage.line.sayToAll({ text: 'news' });
  await page.locator('waypost-chat .launcher', { hasText: 'New answer' }).waitFor();
  await launcher(page).click();
  expect(await page.locator('waypost-chat .dot').isVisible()).toBe(false);
});
