// One built widget, one line, one partner's site and one browser for a file of tests. Must not know what is tested.

import type { Browser, BrowserContext, BrowserContextOptions, Frame, Page } from 'playwright-core';
import { buildWidget, DESKTOP, openBrowser, openChat, startPartner } from './browser.ts';
import { type ScriptedLine, startScriptedLine } from './scripted-line.ts';

export type Visit = { readonly context: BrowserContext; readonly page: Page; readonly errors: string[] };

export type Stage = {
  readonly line: ScriptedLine;
  readonly partner: string;
  /** A new person on the partner's page; `query` as in startPartner. */
  visit(query?: string, options?: BrowserContextOptions): Promise<Visit>;
  /** The same with the chat opened. */
  visitChat(query?: string, options?: BrowserContextOptions): Promise<Visit & { readonly chat: Frame }>;
  /** Ends all visits and takes all faults away. */
  sweep(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Sets the stage. The tests that ask for faults need the scripted line; the others hold for any line, which is why the
 * line is started here and nowhere else.
 */
export async function setStage(): Promise<Stage> {
  const dist = buildWidget();
  const line = await startScriptedLine(dist);
  const partner = await startPartner(line.url);
  const browser: Browser = await openBrowser();
  const open = new Set<BrowserContext>();
  const calm = { ...line.faults };

  async function visit(query = '', options: BrowserContextOptions = {}): Promise<Visit> {
    const context = await browser.newContext({ viewport: DESKTOP, locale: 'en', ...options });
    open.add(context);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    // Failing requests are what some tests ask for; anything else on the console is ours.
    page.on('console', (said) => {
      const wanted = /Failed to load resource|WebSocket connection/.test(said.text());
      if (!wanted && ['error', 'warning'].includes(said.type())) errors.push(said.text());
    });
    await page.goto(`${partner.url}/${query}`);
    await page.waitForSelector('waypost-chat', { state: 'attached' });
    return { context, page, errors };
  }

  return {
    line,
    partner: partner.url,
    visit,
    async visitChat(query, options) {
      const arrived = await visit(query, options);
      return { ...arrived, chat: await openChat(arrived.page) };
    },
    async sweep() {
      Object.assign(line.faults, calm);
      for (const context of open) await context.close();
      open.clear();
    },
    async close() {
      await browser.close();
      await partner.close();
      await line.close();
    },
  };
}
