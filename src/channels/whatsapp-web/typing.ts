// Shows "typing" when an answer takes long. Must not know the library.

/** Milliseconds after which a turn takes long; most answers are there before. */
const LONG = 1_200;

export type Typing = { begin(to: string): void; end(to: string): void; close(): void };

/** WhatsApp takes the sign away by itself when a message comes, or after 25 s. */
export function createTyping(show: (to: string) => void, after = LONG): Typing {
  const waiting = new Map<string, NodeJS.Timeout>();

  function end(to: string): void {
    clearTimeout(waiting.get(to));
    waiting.delete(to);
  }

  return {
    begin(to) {
      end(to);
      const timer = setTimeout(() => {
        waiting.delete(to);
        show(to);
      }, after);
      waiting.set(to, timer.unref());
    },
    end,
    close() {
      for (const to of waiting.keys()) end(to);
    },
  };
}
