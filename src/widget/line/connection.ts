// Keeps the connection: takes a pass, starts or resumes, follows by socket or by polling, and starts anew when the pass
// is refused. Must not know what the activities say.

import type { Memory } from '../memory.ts';
import { backOff, makeNap } from './back-off.ts';
import {
  type Answer,
  isDenial,
  type Pass,
  readActivities,
  refreshPass,
  resumeConversation,
  startConversation,
  takePass,
} from './direct-line.ts';
import { openStream, type Stream } from './stream.ts';

/** `failed`: the first connection has not come about. */
export type ConnectionState = 'starting' | 'online' | 'offline' | 'failed';

export type ConnectionListener = {
  state(state: ConnectionState): void;
  activities(activities: readonly unknown[], restored: boolean): void;
  /** The old conversation is over and a new one has begun. */
  renewed(): void;
};

/** How one try ended: after being online, without reaching the line, or with the pass refused. */
type Ending = 'lost' | 'unreachable' | 'denied';

const POLL = 2000;
const POLL_HIDDEN = 5000;
const SOCKET_AGAIN = 60_000;
const SOCKET_TRIES = 2;

export class Connection {
  private current: Pass | null;
  private watermark = '';
  private stream: Stream | null = null;
  private socketFailures = 0;
  private everOnline = false;
  private restoring: boolean;
  private denied = false;
  private closed = false;
  private refreshTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly nap = makeNap();
  private readonly memory: Memory;
  private readonly speaks: { language(): string; readonly topic: string | null };
  private readonly hear: ConnectionListener;

  constructor(memory: Memory, speaks: Connection['speaks'], hear: ConnectionListener) {
    this.memory = memory;
    this.speaks = speaks;
    this.hear = hear;
    this.current = memory.recall();
    this.restoring = this.current !== null;
  }

  pass(): Pass | null {
    return this.current;
  }

  /** Runs until closed. */
  async run(): Promise<void> {
    let tries = 0;
    let denials = 0;
    while (!this.closed) {
      this.denied = false;
      const ending = await this.once();
      if (this.closed) return;
      if (ending === 'denied') {
        denials += 1;
        if (denials === 1) await this.exchangePass();
        else this.forgetPass();
        // The first refusal is an expired pass and is dealt with at once; a second in a row must not become a storm.
        if (denials === 1) continue;
      }
      if (ending === 'lost') {
        tries = 0;
        denials = 0;
      } else {
        this.hear.state(this.everOnline ? 'offline' : 'failed');
      }
      await this.nap.sleep(backOff(tries));
      tries += 1;
    }
  }

  /** Look for news now, or try again now. */
  wake(): void {
    this.nap.wake();
    if (this.stream) void this.check();
  }

  /** The network is gone. */
  drop(): void {
    this.hear.state(this.everOnline ? 'offline' : 'failed');
    this.stream?.close();
  }

  /** A post was refused: the pass is no longer good. */
  deny(): void {
    this.denied = true;
    this.stream?.close();
    this.nap.wake();
  }

  /** Stops, and gives the pass that was held. */
  close(): Pass | null {
    this.closed = true;
    clearTimeout(this.refreshTimer);
    this.stream?.close();
    this.nap.wake();
    return this.current;
  }

  private async once(): Promise<Ending> {
    const begun = this.current ? await this.resume(this.current) : await this.begin();
    if (!begun.ok) return this.current && isDenial(begun.status) ? 'denied' : 'unreachable';
    this.online();
    if (this.socketFailures >= SOCKET_TRIES) return this.poll();
    const url = begun.body ?? (await this.streamUrl());
    if (url === null) this.socketFailures += 1;
    else await this.follow(url);
    return this.denied ? 'denied' : 'lost';
  }

  /** A new conversation; answers with the address of its stream. */
  private async begin(): Promise<Answer<string | null>> {
    const taken = await takePass(this.speaks.language(), this.speaks.topic);
    if (!taken.ok) return taken;
    const started = await startConversation(taken.body, this.speaks.language());
    if (!started.ok) return started;
    this.watermark = '';
    this.restoring = false;
    this.keep(taken.body);
    return started;
  }

  private async resume(pass: Pass): Promise<Answer<null>> {
    if (Date.now() > pass.refresh) await this.refresh();
    const read = await this.catchUp();
    if (read.ok && this.restoring) this.keep(this.current ?? pass);
    this.restoring &&= !read.ok;
    return read.ok ? { ok: true, body: null } : read;
  }

  private async streamUrl(): Promise<string | null> {
    const answer = this.current ? await resumeConversation(this.current, this.watermark) : null;
    return answer?.ok ? answer.body : null;
  }

  private async follow(url: string): Promise<void> {
    this.stream = openStream(url, {
      opened: () => {
        this.socketFailures = 0;
        this.online();
      },
      batch: ({ activities, watermark }) => this.take(activities, watermark),
      doubt: () => void this.check(),
    });
    if ((await this.stream.ended) === 'never') this.socketFailures += 1;
    this.stream = null;
  }

  private async poll(): Promise<Ending> {
    const until = Date.now() + SOCKET_AGAIN;
    let errors = 0;
    while (!this.closed && !this.denied) {
      await this.nap.sleep(errors > 0 ? backOff(errors - 1) : document.hidden ? POLL_HIDDEN : POLL);
      if (this.closed || this.denied) break;
      const read = await this.catchUp();
      if (!read.ok && isDenial(read.status)) return 'denied';
      errors = read.ok ? 0 : errors + 1;
      if (read.ok) this.online();
      else if (errors > 1) this.hear.state('offline');
      if (read.ok && Date.now() > until) {
        this.socketFailures = SOCKET_TRIES - 1;
        return 'lost';
      }
    }
    return this.denied ? 'denied' : 'lost';
  }

  /** Reads what came since the watermark. */
  private async catchUp(): Promise<Answer<true>> {
    if (!this.current) return { ok: false, status: 0 };
    const read = await readActivities(this.current, this.watermark);
    if (!read.ok) return read;
    this.take(read.body.activities, read.body.watermark);
    return { ok: true, body: true };
  }

  /** Is the silent socket alive? If nothing can be read either, it is given up. */
  private async check(): Promise<void> {
    const stream = this.stream;
    const read = await this.catchUp();
    if (read.ok) return;
    if (isDenial(read.status)) this.deny();
    else stream?.close();
  }

  private take(activities: readonly unknown[], watermark: string | null): void {
    if (this.closed) return;
    if (watermark !== null && watermark !== '') this.watermark = watermark;
    if (activities.length > 0) this.hear.activities(activities, this.restoring);
  }

  private online(): void {
    this.everOnline = true;
    this.hear.state('online');
  }

  /** An expired pass may still be worth a new one to the same conversation; if not, a new conversation begins. */
  private async exchangePass(): Promise<void> {
    const old = this.current;
    if (!old) return;
    const taken = await takePass(this.speaks.language(), this.speaks.topic, old.token);
    if (this.closed) return;
    if (taken.ok && taken.body.conversationId === old.conversationId) this.keep(taken.body);
    else if (taken.ok || isDenial(taken.status)) this.forgetPass();
  }

  private forgetPass(): void {
    clearTimeout(this.refreshTimer);
    this.current = null;
    this.watermark = '';
    this.restoring = false;
    this.hear.renewed();
  }

  private keep(pass: Pass): void {
    this.current = pass;
    this.memory.keep(pass);
    clearTimeout(this.refreshTimer);
    this.refreshTimer = setTimeout(() => void this.refresh(), Math.max(pass.refresh - Date.now(), 1000));
  }

  private async refresh(): Promise<void> {
    const pass = this.current;
    if (!pass || this.closed) return;
    const refreshed = await refreshPass(pass);
    if (this.current !== pass) return;
    if (refreshed.ok) this.keep(refreshed.body);
    else if (!isDenial(refreshed.status)) {
      clearTimeout(this.refreshTimer);
      this.refreshTimer = setTimeout(() => void this.refresh(), 10_000);
    }
  }
}
