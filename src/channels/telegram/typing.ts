// Shows "typing" while an answer takes long, and never for long without one. Must not know why it takes long.

export type Typing = {
  /** An answer is being thought for this chat. */
  expect(chat: string): void;
  /** It comes, or there will be none. */
  answered(chat: string): void;
  stop(): void;
};

/** Telegram shows it for 5 s. Times in ms. */
const AFTER = 1_000;
const EVERY = 4_500;
/** A sign of progress must not stay when nothing comes. */
const MOST = 3;

export function createTyping(show: (chat: string) => void): Typing {
  const timers = new Map<string, NodeJS.Timeout>();

  function wait(chat: string, ms: number, shown: number): void {
    const timer = setTimeout(() => {
      timers.delete(chat);
      show(chat);
      if (shown + 1 < MOST) wait(chat, EVERY, shown + 1);
    }, ms);
    timers.set(chat, timer.unref());
  }

  function answered(chat: string): void {
    clearTimeout(timers.get(chat));
    timers.delete(chat);
  }

  return {
    expect(chat) {
      if (!timers.has(chat)) wait(chat, AFTER, 0);
    },
    answered,
    stop() {
      for (const chat of [...timers.keys()]) answered(chat);
    },
  };
}
