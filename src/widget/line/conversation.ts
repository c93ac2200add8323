// One conversation as the chat sees it: what was said, what waits, how the connection is. Must not know how it is shown,
// nor how the connection is kept (connection.ts).

import type { Memory } from '../memory.ts';
import { type Message, readActivity } from './activity.ts';
import { Connection, type ConnectionState } from './connection.ts';
import { type Pass, postActivity, sayLeft } from './direct-line.ts';
import { Outgoing, type Unsent } from './outgoing.ts';
import { type Entry, Transcript } from './transcript.ts';

export type View = {
  readonly connection: ConnectionState;
  readonly entries: readonly Entry[];
  readonly unsent: readonly Unsent[];
  readonly typing: boolean;
};

export type Listener = {
  changed(view: View): void;
  /** The line said something new; not called for restored history. */
  news(message: Message): void;
};

/** What the person speaks, and what the partner's page is about. */
export type Speaks = { language(): string; readonly topic: string | null };

const TYPING = 5000;
const ECHO_WITHIN = 3000;

export class Conversation {
  private state: ConnectionState = 'starting';
  private typing = false;
  private typingTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly transcript = new Transcript();
  private readonly outgoing: Outgoing;
  private readonly connection: Connection;
  private readonly memory: Memory;
  private readonly speaks: Speaks;
  private readonly listener: Listener;

  constructor(memory: Memory, speaks: Speaks, listener: Listener) {
    this.memory = memory;
    this.speaks = speaks;
    this.listener = listener;
    this.outgoing = new Outgoing((unsent) => this.post(unsent), {
      changed: () => this.changed(),
      denied: () => this.connection.deny(),
    });
    this.connection = new Connection(memory, speaks, {
      state: (state) => this.setState(state),
      activities: (activities, restored) => this.hear(activities, restored),
      renewed: () => {
        if (this.transcript.all().length > 0) this.transcript.note('renewed');
        this.changed();
      },
    });
  }

  start(): void {
    void this.connection.run();
  }

  /** False when too much is waiting. `option` is the id of a pressed choice. */
  send(text: string, option: string | null = null): boolean {
    if (!this.outgoing.add(text, option)) return false;
    this.flush();
    return true;
  }

  again(clientId: string): void {
    this.outgoing.again(clientId);
    this.flush();
  }

  /** Network, page or person is back: try at once. */
  wake(): void {
    this.outgoing.wake();
    this.connection.wake();
  }

  /** The browser says that there is no network. */
  sleep(): void {
    this.connection.drop();
  }

  /** Forgets the conversation on this device, asks the line to forget it, and stops. */
  leave(): void {
    const pass = this.connection.close();
    this.memory.forget();
    this.transcript.clear();
    this.outgoing.clear();
    if (pass) sayLeft(pass);
  }

  private flush(): void {
    if (this.state === 'online') void this.outgoing.flush();
  }

  private async post({ clientId, text, option }: Unsent): Promise<number> {
    const pass = this.connection.pass();
    if (!pass) return 0;
    // Shown before the post: the answer may overtake the post's own response.
    this.showTyping();
    const answer = await postActivity(pass, this.activityOf(clientId, text, option));
    if (!answer.ok) {
      this.stopTyping();
      return answer.status;
    }
    this.expectEcho(clientId, pass);
    return 200;
  }

  private activityOf(clientId: string, text: string, option: string | null) {
    return {
      type: 'message',
      text,
      textFormat: 'plain',
      locale: this.speaks.language(),
      from: { id: 'person', role: 'user' },
      ...(option === null ? {} : { value: option }),
      channelData: { clientActivityID: clientId, ...(option === null ? {} : { waypost: { option } }) },
    };
  }

  /** A socket may be dead without saying so; a missing echo is the first sign. */
  private expectEcho(clientId: string, pass: Pass): void {
    setTimeout(() => {
      const missing = this.outgoing.all().some((each) => each.clientId === clientId && each.state === 'sent');
      if (missing && this.connection.pass() === pass) this.connection.wake();
    }, ECHO_WITHIN);
  }

  private hear(activities: readonly unknown[], restored: boolean): void {
    for (const raw of activities) {
      const heard = readActivity(raw);
      switch (heard?.type) {
        case undefined:
          break;
        case 'typing':
          if (!restored) this.showTyping();
          break;
        case 'erased':
          this.transcript.clear();
          this.transcript.note('erased');
          break;
        case 'message':
          this.hearMessage(heard.message, restored);
          break;
        default:
          heard satisfies undefined;
      }
    }
    this.changed();
  }

  private hearMessage(message: Message, restored: boolean): void {
    if (this.transcript.has(message.id)) return;
    if (message.erases) this.transcript.clear();
    this.transcript.add(message);
    if (message.from === 'person') {
      this.outgoing.arrived(message.clientId);
      return;
    }
    if (restored) return;
    this.stopTyping();
    this.listener.news(message);
  }

  private showTyping(): void {
    this.typing = true;
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => {
      this.typing = false;
      this.changed();
    }, TYPING);
    this.changed();
  }

  private stopTyping(): void {
    clearTimeout(this.typingTimer);
    this.typing = false;
  }

  private setState(state: ConnectionState): void {
    if (state !== this.state) {
      this.state = state;
      if (state !== 'online') this.stopTyping();
      this.changed();
    }
    if (state === 'online') void this.outgoing.flush();
  }

  private changed(): void {
    this.listener.changed({
      connection: this.state,
      entries: this.transcript.all(),
      unsent: this.outgoing.all(),
      typing: this.typing,
    });
  }
}
