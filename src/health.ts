// Whether the line can take messages, and what is wrong with each part and what to do. Must not know how a part works.

import type { ChannelStatus } from './channels-on.ts';
import type { Line } from './model/line.ts';
import type { StoreReport } from './runtime/ports.ts';
import { STORE_ADVICE } from './store-watch.ts';

/** `warning`: it works, and a promise is in danger. `trouble`: it does not work. */
export type Part = {
  readonly part: string;
  readonly state: 'good' | 'warning' | 'trouble';
  /** One sentence each. */
  readonly why: string;
  readonly remedy?: string;
};

export type Health = {
  readonly ready: boolean;
  /** Channel → its word for its state. */
  readonly channels: Readonly<Record<string, string>>;
  readonly parts: readonly Part[];
};

export type HealthNeeds = {
  readonly stopping: () => boolean;
  /** Resolves when the store takes writes; rejects within 2 s otherwise. */
  readonly ping: () => Promise<void>;
  readonly report: () => Promise<StoreReport | null>;
  readonly inMemory: boolean;
  readonly line: () => Line;
  /** Errors of the newest edit, which is not in use because of them. */
  readonly mistakes: () => number;
  readonly channels: () => readonly ChannelStatus[];
};

/** Asks each part. Never throws; answers within 5 s. */
export async function healthOf(needs: HealthNeeds): Promise<Health> {
  const [up, report] = await Promise.all([
    needs.ping().then(
      () => true,
      () => false,
    ),
    needs.report(),
  ]);
  const channels = needs.channels();
  const ready = up && !needs.stopping();
  const parts = [
    ...(needs.stopping() ? [STOPPING] : []),
    ...storeParts(up, report, needs.inMemory),
    ...contentParts(needs.line(), needs.mistakes()),
    ...channels.filter(({ state }) => state !== 'off').map(channelPart),
  ];
  const words = channels.map(({ channel, state, detail }) => [channel, detail ?? state]);
  return { ready, channels: Object.fromEntries(words), parts };
}

const STOPPING: Part = {
  part: 'line',
  state: 'trouble',
  why: 'This process is being stopped and finishes what it began.',
  remedy: 'Nothing: another process takes the messages, or the next start does.',
};

function storeParts(up: boolean, report: StoreReport | null, inMemory: boolean): readonly Part[] {
  if (!up) {
    return [
      {
        part: 'store',
        state: 'trouble',
        why: 'Redis does not take anything in: it is away, full, loading or read-only.',
        remedy: 'Look at Redis and at REDIS_URL; the line goes on by itself when Redis answers.',
      },
    ];
  }
  const warnings = (report?.warnings ?? []).map(
    (code): Part => ({ part: 'store', state: 'warning', ...STORE_ADVICE[code] }),
  );
  if (warnings.length > 0) return warnings;
  const why = inMemory
    ? 'Conversations are kept in memory and are gone when this process stops.'
    : 'Redis answers, and its settings keep what it is given.';
  return [{ part: 'store', state: 'good', why }];
}

function contentParts(line: Line, mistakes: number): readonly Part[] {
  const parts: Part[] = [];
  if (mistakes > 0) {
    parts.push({
      part: 'content',
      state: 'warning',
      why: `The newest edit has mistakes (${mistakes}); the last good content stays in use.`,
      remedy: 'Run "npx waypost check" and mend what it lists.',
    });
  }
  if (line.brand.controller === undefined) {
    parts.push({
      part: 'content',
      state: 'warning',
      why: 'The privacy notice names nobody who answers for the data.',
      remedy: 'Write brand.controller in line.yaml.',
    });
  }
  const good = `The content of the line "${line.name}" is in use: ${line.services.size} services.`;
  return parts.length > 0 ? parts : [{ part: 'content', state: 'good', why: good }];
}

function channelPart({ channel, state, say }: ChannelStatus): Part {
  const part = `channel ${channel}`;
  switch (state) {
    case 'on':
      return { part, state: 'good', why: say || 'It is on.' };
    case 'off':
    case 'starting':
      return { part, state: 'good', why: say || 'It is starting.' };
    case 'wrong':
      return {
        part,
        state: 'trouble',
        why: say,
        remedy: 'Correct the setting and start the line again; see docs/channels.md.',
      };
    case 'trouble':
      return { part, state: 'trouble', why: say, remedy: 'See "When it breaks" in docs/channels.md.' };
    default:
      return state satisfies never;
  }
}
