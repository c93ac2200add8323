// Remembers something by key for a while, and no more of it than a limit. Must not know what it is.

export type Lately<V> = {
  /** Remembers from now on. */
  set(key: string, value: V): void;
  get(key: string): V | undefined;
  readonly size: number;
};

export type LatelySettings = {
  /** Ms. */
  readonly lifetime: number;
  readonly most: number;
};

/** What is older than its lifetime goes with the next that comes, and the oldest when there are too many. `now` in ms. */
export function createLately<V>(
  { lifetime, most }: LatelySettings,
  now: () => number = () => performance.now(),
): Lately<V> {
  // In the order in which they were set last.
  const known = new Map<string, { readonly value: V; readonly at: number }>();
  return {
    set(key, value) {
      known.delete(key);
      known.set(key, { value, at: now() });
      for (const [oldest, { at }] of known) {
        if (known.size <= most && now() - at <= lifetime) return;
        known.delete(oldest);
      }
    },
    get(key) {
      const found = known.get(key);
      return found !== undefined && now() - found.at <= lifetime ? found.value : undefined;
    },
    get size() {
      return known.size;
    },
  };
}
