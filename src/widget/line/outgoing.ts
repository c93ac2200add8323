// What the person has said and the line has not yet echoed: at most twenty, in order, each with a UUID, sent again
// until it is taken. Kept in memory only. Must not know how it is posted.

import { backOff, makeNap } from './back-off.ts';
import { isDenial } from './direct-line.ts';

export type Unsent = {
  readonly clientId: string;
  readonly text: string;
  /** Id of the option that was pressed. */
  readonly option: string | null;
  state: 'sending' | 'waiting' | 'sent' | 'refused';
};

const MOST = 20;

/** Status of a post: 0 unreachable, else HTTP. `denied` ends the pass and the flush. */
export type Post = (unsent: Unsent) => Promise<number>;

function isPassing(status: number): boolean {
  return status === 0 || status >= 500 || status === 408 || status === 429;
}

export class Outgoing {
  private list: readonly Unsent[] = [];
  private busy = false;
  private readonly nap = makeNap();
  private readonly post: Post;
  private readonly hear: { changed(): void; denied(): void };

  constructor(post: Post, hear: { changed(): void; denied(): void }) {
    this.post = post;
    this.hear = hear;
  }

  all(): readonly Unsent[] {
    return this.list;
  }

  /** False when twenty are waiting already. */
  add(text: string, option: string | null): boolean {
    if (this.list.filter(({ state }) => state !== 'sent').length >= MOST) return false;
    this.list = [...this.list, { clientId: crypto.randomUUID(), text, option, state: 'sending' }];
    this.hear.changed();
    return true;
  }

  /** The echo has come: it stands in the transcript now. */
  arrived(clientId: string | null): void {
    this.list = this.list.filter((each) => each.clientId !== clientId);
  }

  again(clientId: string): void {
    this.mark(
      this.list.find((each) => each.clientId === clientId),
      'sending',
    );
  }

  /** Tries now what waits for its next try. */
  wake(): void {
    this.nap.wake();
  }

  clear(): void {
    this.list = [];
  }

  /** Posts everything that waits, oldest first, until nothing is left or the pass is denied. */
  async flush(): Promise<void> {
    if (this.busy) return this.nap.wake();
    this.busy = true;
    let tries = 0;
    for (let next = this.next(); next; next = this.next()) {
      const status = await this.post(next);
      if (status >= 200 && status < 300) {
        this.mark(next, 'sent');
        tries = 0;
      } else if (isDenial(status)) {
        this.mark(next, 'waiting');
        this.hear.denied();
        break;
      } else if (isPassing(status)) {
        this.mark(next, 'waiting');
        await this.nap.sleep(backOff(tries));
        tries += 1;
      } else {
        this.mark(next, 'refused');
      }
    }
    this.busy = false;
  }

  private next(): Unsent | undefined {
    return this.list.find(({ state }) => state === 'sending' || state === 'waiting');
  }

  private mark(unsent: Unsent | undefined, state: Unsent['state']): void {
    if (!unsent || unsent.state === state) return;
    this.list = this.list.map((each) => (each === unsent ? Object.assign(each, { state }) : each));
    this.hear.changed();
  }
}
