// A map whose entries all live equally long after they were last set. Must not know what it holds.

/** Keeps the oldest first, so that expiry costs nothing but what has expired. Times are ms of the caller's clock. */
export class ExpiringMap<V> {
  readonly #lifetime: number;
  readonly #entries = new Map<string, { value: V; until: number }>();

  constructor(lifetime: number) {
    this.#lifetime = lifetime;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string, now: number): V | undefined {
    const entry = this.#entries.get(key);
    return entry !== undefined && entry.until > now ? entry.value : undefined;
  }

  /** Sets and starts the lifetime anew. */
  set(key: string, value: V, now: number): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, until: now + this.#lifetime });
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  sweep(now: number): void {
    for (const [key, entry] of this.#entries) {
      if (entry.until > now) return;
      this.#entries.delete(key);
    }
  }
}
