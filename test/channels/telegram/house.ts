// A small house behind the real channel: the real runtime, the memory store, and a thought that answers `re: <words>`.

import type { Line } from '../../../src/model/line.ts';
import type { Store } from '../../../src/runtime/ports.ts';
import type { Think } from '../../../src/runtime/think.ts';
import { createMemoryStore } from '../../../src/store/memory-store.ts';
import { line as smallLine } from '../../fixtures/small-line.ts';
import { house, listening, part } from '../../runtime/house.ts';
import { startTelegram, type TelegramFarSide } from './driver.ts';

const WORDS = {
  commands: { start: 'Begin', menu: 'Menu', language: 'Language', delete: 'Delete', help: 'Help' },
  location: 'Or share where you are.',
  'location-button': 'Share',
  group: 'Write to me alone: {{link}}',
};

export function line(): Line {
  const small = smallLine([]);
  const locales = small.languages.map(
    ({ code }) => [code, { ...small.locales.get(code), telegram: WORDS }] as const,
  );
  return { ...small, locales: new Map(locales) };
}

export const answering: Think = ({ update: { content }, turn }) => {
  const words =
    content.type === 'text' ? content.text : content.type === 'press' ? content.option : content.type;
  return {
    state: { v: 1, lang: 'en', slots: {} },
    forget: false,
    parts: [part(`${turn}.1`, `re: ${words}`)],
    counts: [],
  };
};

export type TelegramHouse = TelegramFarSide & {
  readonly logged: readonly string[];
  readonly runtime: ReturnType<typeof house>;
  /** Texts that the line sent to a chat. */
  texts(chat: number): readonly string[];
  end(): Promise<void>;
};

/** Time-outs are the real ones, pauses before another try are short. */
export async function openTelegram(
  changed: Parameters<typeof startTelegram>[1] & { readonly store?: Store; readonly think?: Think } = {},
): Promise<TelegramHouse> {
  const { store = createMemoryStore(), think = answering, ...rest } = changed;
  const log = listening();
  const far = await startTelegram({ line, log }, rest);
  const runtime = house(store, far.channel, {
    think,
    log,
    settings: { send: { timeout: 15_000, backOff: 50, mostBackOff: 200, tries: 8, heartbeat: 10_000 } },
  });
  await far.channel.listen(runtime.receive);
  return {
    ...far,
    logged: log.lines,
    runtime,
    texts: (chat) => far.api.messages(chat).map(({ text }) => text as string),
    async end() {
      await runtime.drain(1_000);
      await far.channel.close();
      await far.close();
      await store.close();
    },
  };
}
