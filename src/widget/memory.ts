// Where the pass of a conversation is kept: this tab, or this device if the person ticks it. Works when storage throws.
// Never holds a word of the conversation.

import type { Pass } from './line/direct-line.ts';

export type Memory = {
  recall(): Pass | null;
  keep(pass: Pass): void;
  forget(): void;
  onDevice(): boolean;
  setOnDevice(on: boolean): void;
};

function guarded<T>(use: () => T, otherwise: T): T {
  try {
    return use();
  } catch {
    return otherwise;
  }
}

function readPass(raw: string | null): Pass | null {
  if (raw === null) return null;
  const { token, conversationId, expires, refresh } = JSON.parse(raw) as Partial<Pass>;
  if (typeof token !== 'string' || typeof conversationId !== 'string') return null;
  if (typeof expires !== 'number' || typeof refresh !== 'number') return null;
  return { token, conversationId, expires, refresh };
}

/** The memory of one site's chat. */
export function openMemory(site: string): Memory {
  const key = `waypost ${site}`;
  // Reading the property itself throws when a browser blocks storage.
  const tab = () => window.sessionStorage;
  const device = () => window.localStorage;
  let kept: Pass | null = null;
  const onDevice = () => guarded(() => device().getItem(key) !== null, false);
  return {
    recall: () =>
      guarded(() => readPass(tab().getItem(key)), null) ??
      guarded(() => readPass(device().getItem(key)), null),
    keep(pass) {
      kept = pass;
      const raw = JSON.stringify(pass);
      guarded(() => tab().setItem(key, raw), undefined);
      if (onDevice()) guarded(() => device().setItem(key, raw), undefined);
    },
    forget() {
      kept = null;
      guarded(() => tab().removeItem(key), undefined);
      guarded(() => device().removeItem(key), undefined);
    },
    onDevice,
    setOnDevice(on) {
      if (on) guarded(() => device().setItem(key, JSON.stringify(kept)), undefined);
      else guarded(() => device().removeItem(key), undefined);
    },
  };
}
