// What has been said, in the order of the line, each thing once. Must not know how it came.

import type { Message } from './activity.ts';

/** `note` is a sentence of the chat itself, by its text key. */
export type Entry =
  | { readonly kind: 'message'; readonly id: string; readonly message: Message }
  | { readonly kind: 'note'; readonly id: string; readonly note: 'renewed' | 'erased' };

export class Transcript {
  private entries: readonly Entry[] = [];
  private readonly seen = new Set<string>();
  private notes = 0;

  all(): readonly Entry[] {
    return this.entries;
  }

  /** True when it stands there or has been deleted since. */
  has(id: string): boolean {
    return this.seen.has(id);
  }

  add(message: Message): void {
    this.seen.add(message.id);
    this.entries = [...this.entries, { kind: 'message', id: message.id, message }];
  }

  note(note: 'renewed' | 'erased'): void {
    this.notes += 1;
    this.entries = [...this.entries, { kind: 'note', id: `note-${this.notes}`, note }];
  }

  /** Forgets what was said; ids stay known, so that a late copy does not bring it back. */
  clear(): void {
    this.entries = [];
  }
}
