import type { Frame } from 'playwright-core';
import { answers, openChat, write } from './browser.ts';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
}, 60_000);
afterEach(() => stage.sweep());
afterAll(() => stage.close());

const WATCH = `
  window.announced = [];
  window.watchLog = () => new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) window.announced.push(node.textContent);
  }).observe(document.querySelector('[role=log]'), { childList: true });
`;
const watch = (chat: Frame) => chat.evaluate(`${WATCH} window.watchLog()`);
const announced = (chat: Frame) => chat.evaluate('window.announced') as Promise<string[]>;
const focused = (chat: Frame) =>
  chat.evaluate('document.activeElement?.textContent || document.activeElement?.id');

test('each answer is put into the live region once, and taken out again', async () => {
  const { chat } = await stage.visitChat();
  await watch(chat);
  await write(chat, 'first');
  await write(chat, 'second');
  await answers(chat, 3);
  await chat.waitForTimeout(200);
  expect(await announced(chat)).toEqual(['You said: first', 'You said: second']);
  await chat.waitForTimeout(2500);
  expect(await chat.locator('[role=log] > *').count()).toBe(0);
  expect(await chat.locator('[role=log]').count()).toBe(1);
  expect(await chat.locator('.transcript [aria-live]').count()).toBe(0);
});

test('history that is restored after a reload is shown and not announced', async () => {
  const { page, chat, context } = await stage.visitChat();
  for (const text of ['one', 'two', 'three']) await write(chat, text);
  await answers(chat, 4);
  await context.addInitScript(`
    ${WATCH}
    const wait = setInterval(() => {
      if (!document.querySelector('[role=log]')) return;
      clearInterval(wait);
      window.watchLog();
    }, 1);
  `);
  await page.reload();
  const again = await openChat(page);
  await answers(again, 4);
  await again.waitForTimeout(300);
  expect(await announced(again)).toEqual([]);
  expect(await again.locator('.said').count()).toBe(7);
});

test('ten answers do not move the focus', async () => {
  const { chat } = await stage.visitChat();
  await chat.focus('.few button');
  const before = await focused(chat);
  for (let count = 0; count < 10; count += 1) stage.line.sayToAll({ text: `news ${count}` });
  await answers(chat, 11);
  expect(await focused(chat)).toBe(before);
});

test('a few choices are one tab stop, walked by arrows, and a press sends its id', async () => {
  const { chat } = await stage.visitChat();
  expect(await chat.locator('.few [tabindex="0"]').count()).toBe(1);
  await chat.focus('.few button');
  await chat.press(':focus', 'ArrowRight');
  expect(await focused(chat)).toBe('A small loan');
  await chat.press(':focus', 'ArrowLeft');
  await chat.press(':focus', 'ArrowLeft');
  expect(await focused(chat)).toBe('Talk to a person');
  await chat.press(':focus', 'Enter');
  await answers(chat, 2);
  expect(stage.line.posts.at(-1)).toMatchObject({
    text: 'Talk to a person',
    channelData: { waypost: { option: '!person' } },
  });
});

test('many choices are a list that folds, and old choices still work', async () => {
  const { chat } = await stage.visitChat();
  await write(chat, 'list');
  await answers(chat, 2);
  expect(await chat.locator('.many li').count()).toBe(14);
  await chat.getByRole('button', { name: 'Greece' }).click();
  await answers(chat, 3);
  expect(await chat.locator('.many li').count()).toBe(0);
  expect(await chat.evaluate('document.activeElement.textContent')).toBe('Choose a country');
  await chat.getByRole('button', { name: 'A small loan' }).click();
  await answers(chat, 4);
  expect(stage.line.posts.at(-1)?.channelData?.waypost).toEqual({ option: '?fin.micro' });
});

test('arrows follow the direction of the choices', async () => {
  const { chat } = await stage.visitChat('?dir=rtl&lang=ar');
  await chat.locator('.few').first().locator('button').first().focus();
  await chat.press(':focus', 'ArrowLeft');
  expect(await focused(chat)).toBe('قرض صغير');
});

test('what looks like markup stays text, and only safe links are links', async () => {
  const { chat, errors } = await stage.visitChat();
  await write(chat, 'script');
  await answers(chat, 2);
  const bubble = chat.locator('.said.line').nth(1);
  expect(await bubble.locator('img').count()).toBe(0);
  expect(await bubble.locator('a').count()).toBe(1);
  expect(await bubble.locator('a').getAttribute('rel')).toBe('noopener noreferrer');
  expect(await bubble.textContent()).toContain('<img src=x onerror=alert(1)>');
  expect(errors).toEqual([]);
});

test('every answer carries its language and direction, and phone numbers run left to right', async () => {
  const { chat } = await stage.visitChat('?dir=rtl&lang=ar');
  await write(chat, 'بطاقات');
  await answers(chat, 2);
  const bubble = chat.locator('.said.line').nth(1).locator('.bubble');
  expect([await bubble.getAttribute('lang'), await bubble.getAttribute('dir')]).toEqual(['ar', 'rtl']);
  expect(await bubble.locator('a[href="tel:030000000"] bdi').getAttribute('dir')).toBe('ltr');
  expect(await chat.locator('.said .bubble:not([dir])').count()).toBe(0);
  const directions = await chat.evaluate(
    `[...document.querySelectorAll('.said [dir=rtl] button')].map((each) => getComputedStyle(each).direction)`,
  );
  expect(new Set(directions as string[])).toEqual(new Set(['rtl']));
});

test('the menu changes the language of the chat and tells the line', async () => {
  const { chat } = await stage.visitChat();
  await chat.fill('#input', 'my draft');
  await chat.locator('header .sign').first().click();
  await chat.getByRole('button', { name: 'العربية' }).click();
  await chat.locator('html[dir=rtl]').waitFor({ state: 'attached' });
  expect(await chat.locator('#input').getAttribute('placeholder')).toBe('سؤالك');
  expect(await chat.inputValue('#input')).toBe('my draft');
  await answers(chat, 2);
  expect(stage.line.posts.at(-1)?.channelData?.waypost).toEqual({ option: '+lang=ar' });
});

test('the chat speaks the language in which the line answers, and keeps the one that was chosen', async () => {
  const { chat } = await stage.visitChat();
  await write(chat, 'أهلاً');
  await chat.locator('html[lang=ar]').waitFor({ state: 'attached' });
  await chat.locator('header .sign').first().click();
  await chat.getByRole('button', { name: 'Deutsch' }).click();
  await chat.locator('html[lang=de]').waitFor({ state: 'attached' });
  stage.line.sayToAll({ text: 'an answer that was on its way' });
  await answers(chat, 4);
  await chat.waitForTimeout(200);
  expect(await chat.evaluate('document.documentElement.lang')).toBe('de');
});

test('what the line has deleted is gone from the screen', async () => {
  const { chat } = await stage.visitChat();
  await write(chat, 'my story');
  await answers(chat, 2);
  stage.line.sayToAll({ text: 'All is deleted.', erased: true });
  await chat.locator('.said', { hasText: 'All is deleted.' }).waitFor();
  expect(await chat.locator('.said').count()).toBe(1);
});

test('the greeting is shown from its beginning', async () => {
  const { chat } = await stage.visitChat('', { viewport: { width: 360, height: 420 } });
  stage.line.sayToAll({ text: 'long '.repeat(300) });
  await answers(chat, 2);
  expect(await chat.evaluate('document.querySelector(".scroll").scrollTop')).toBe(0);
});

test('escape closes the menu first and gives the focus back to its button', async () => {
  const { page, chat } = await stage.visitChat();
  await chat.locator('header .sign').first().click();
  await chat.press('.menu .languages button', 'Escape');
  expect(await chat.locator('.menu').count()).toBe(0);
  expect(await chat.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Menu');
  expect(await page.locator('waypost-chat dialog').isVisible()).toBe(true);
});

test('shift and enter make a new line, enter sends, and files are refused in words', async () => {
  const { chat } = await stage.visitChat();
  await chat.fill('#input', 'one');
  await chat.press('#input', 'Shift+Enter');
  await chat.locator('#input').pressSequentially('two');
  await chat.press('#input', 'Enter');
  await answers(chat, 2);
  expect(stage.line.posts.at(-1)?.text).toBe('one\ntwo');
  await chat.evaluate(`
    const data = new DataTransfer();
    data.items.add(new File(['x'], 'x.png'));
    document.getElementById('input').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  `);
  await chat.getByText('Files and pictures cannot be received here').waitFor();
});

test('saving gives a text file with everything that was said', async () => {
  const { page, chat } = await stage.visitChat();
  await write(chat, 'keep this');
  await answers(chat, 2);
  await chat.locator('header .sign').first().click();
  const download = page.waitForEvent('download');
  await chat.getByRole('button', { name: 'Save as a text file' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('conversation.txt');
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  expect(text).toContain('keep this');
  expect(text).toContain('You said: keep this');
});

test('dots of typing stop within five seconds', async () => {
  const { chat } = await stage.visitChat();
  await write(chat, 'quiet');
  await chat.locator('.status.typing').waitFor();
  await chat.locator('.status.quiet').waitFor({ state: 'attached', timeout: 6500 });
});
