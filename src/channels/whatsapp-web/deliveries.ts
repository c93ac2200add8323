// A part that is asked for again, because its first send took long, joins that send instead of being said twice.
// Must not know what is sent.

/** Names of sent parts that are remembered. */
const MOST = 2_000;

export type Deliveries = {
  /** Gives what `send` gives. A `true` is remembered under `name`, which holds nothing of a person; a failure is not. */
  once(name: string, send: () => Promise<boolean>): Promise<boolean>;
};

export function createDeliveries(): Deliveries {
  const underWay = new Map<string, Promise<boolean>>();
  const done = new Set<string>();

  function remember(name: string): void {
    done.add(name);
    for (const oldest of done) {
      if (done.size <= MOST) break;
      done.delete(oldest);
    }
  }

  return {
    async once(name, send) {
      if (done.has(name)) return true;
      const before = underWay.get(name);
      if (before) return await before;
      const sending = send();
      underWay.set(name, sending);
      try {
        const sent = await sending;
        if (sent) remember(name);
        return sent;
      } finally {
        underWay.delete(name);
      }
    },
  };
}
