// Real Chromium for the widget's tests, a built widget, and a partner's page on another origin with a strict policy.

import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Frame, type Page } from 'playwright-core';

/** Builds the widget into a folder of its own. */
export function buildWidget(): string {
  const dist = mkdtempSync(join(tmpdir(), 'waypost-widget-'));
  execFileSync(process.execPath, ['src/widget/build.js', dist]);
  return dist;
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  });
}

export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 800 };

/** A partner's site: `?dir=rtl&lang=ar`; its policy allows our script and our frame and no inline anything. */
export async function startPartner(line: string) {
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://partner');
    const [dir, lang] = [searchParams.get('dir') ?? 'ltr', searchParams.get('lang') ?? 'en'];
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; script-src ${line}; frame-src ${line}; img-src data:`,
    });
    response.end(`<!doctype html><html lang="${lang}" dir="${dir}"><head><title>Partner</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<script src="${line}/widget/v1.js" data-site="demo" data-lang="auto" data-exit="${line}/widget/languages.json" data-test async></script>
</head><body><main><h1>A partner's page</h1><p><a href="#x">A link</a></p></main></body></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

export const launcher = (page: Page) => page.locator('waypost-chat .launcher');

/** Opens the chat from its launcher and waits for the first answer. */
export async function openChat(page: Page): Promise<Frame> {
  await launcher(page).click();
  await page.waitForSelector('waypost-chat iframe:not(.away)');
  const frame = page.frames().find((each) => each.url().includes('/chat?'));
  if (!frame) throw new Error('the chat has no frame');
  await frame.waitForSelector('.said.line');
  return frame;
}

export async function write(chat: Frame | Page, text: string): Promise<void> {
  await chat.fill('#input', text);
  await chat.press('#input', 'Enter');
}

/** Waits until `count` answers stand in the transcript. */
export async function answers(chat: Frame | Page, count: number): Promise<void> {
  await chat
    .locator('.said.line')
    .nth(count - 1)
    .waitFor();
}
