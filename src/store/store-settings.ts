// How long things live in a store and how much it keeps: the same settings for every kind of store. Must not know any store.

/** Times in ms. */
export type StoreSettings = {
  /** How long a conversation is kept after it was last touched. */
  readonly retention: number;
  /** How long the id of a seen update is kept; channels repeat for up to 8 days. */
  readonly dedupe: number;
  /** How long the newest `seq` of a journal outlives its conversation. */
  readonly counter: number;
  /** How long a holder may be silent before others take its conversation over. */
  readonly lease: number;
  /** How long a sender may be silent before others take its outbox over; longer than a send may take (15 s). */
  readonly sender: number;
  /** Most entries of a journal; older ones go. */
  readonly journal: number;
  /** Most waiting updates handed out at once. */
  readonly batch: number;
};

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * The usual settings with some of them changed. A counter never goes before the journal it counts; unless told, it also outlives
 * every token of a conversation that was erased for good.
 */
export function storeSettings(changed: Partial<StoreSettings> = {}): StoreSettings {
  const retention = changed.retention ?? 24 * HOUR;
  const settings = {
    dedupe: 8 * DAY,
    counter: Math.max(8 * DAY, retention + 2 * DAY),
    lease: 30_000,
    sender: 20_000,
    journal: 400,
    batch: 32,
    ...changed,
    retention,
  };
  return { ...settings, counter: Math.max(settings.counter, retention) };
}
