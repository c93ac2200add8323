// Takes updates in, those of one chat strictly one after another, and answers at once what cannot wait for a turn.
// Must not know whether they were fetched or posted.

import { Fault } from '../../model/fault.ts';
import type { Update } from '../../model/update.ts';
import type { Log, Receive } from '../../runtime/ports.ts';
import { type Heard, hear } from './hear.ts';
import { createRepeats } from './repeats.ts';
import type { Typing } from './typing.ts';

export const CHANNEL = 'telegram';

export type IntakeNeeds = {
  readonly receive: Receive;
  readonly typing: Typing;
  readonly answerQuery: (query: string) => void;
  readonly leaveGroup: (chat: string, language: string | undefined) => void;
  readonly log: Log;
};

/**
 * Resolves when every update of the batch is in the mailbox or needs no turn; throws when one could not be taken in, and the same
 * batch may then be given again.
 */
export type Intake = (batch: readonly unknown[]) => Promise<void>;

/** A later try may not meet these. */
const PASSING: ReadonlySet<string> = new Set(['store/unavailable', 'runtime/busy', 'runtime/stopping']);
/** An update that fails for another reason so often is given up, or nobody behind it would ever be heard. */
const TRIES = 5;

export function createIntake({ receive, typing, answerQuery, leaveGroup, log }: IntakeNeeds): Intake {
  const repeats = createRepeats();
  const tails = new Map<string, Promise<void>>();
  const failures = new Map<number, number>();

  /** After what the same chat is waiting for already; what stands behind a failure waits for the next time. */
  function afterOthers(chat: string, work: () => Promise<void>): Promise<void> {
    const before = tails.get(chat) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(work);
    tails.set(chat, mine);
    return mine.finally(() => {
      if (tails.get(chat) === mine) tails.delete(chat);
    });
  }

  async function takeAll(heard: readonly Person[]): Promise<void> {
    for (const one of heard) {
      const id = repeats.idOf(one);
      if (id !== null) await take(one, id);
    }
  }

  async function take(heard: Person, id: string): Promise<void> {
    const { chat, content, language, number } = heard;
    const update: Update = {
      id,
      address: { channel: CHANNEL, to: chat },
      content,
      ...(language !== undefined && { language }),
    };
    typing.expect(chat);
    try {
      if ((await receive(update)) !== 'accepted') typing.answered(chat);
      failures.delete(number);
    } catch (error) {
      typing.answered(chat);
      const why = error instanceof Fault ? error.code : 'exception';
      const tries = (failures.get(number) ?? 0) + 1;
      if (PASSING.has(why) || tries < TRIES) {
        if (!PASSING.has(why)) failures.set(number, tries);
        throw error;
      }
      failures.delete(number);
      log.error('telegram/given-up', { why });
    }
  }

  return async (batch) => {
    const heard = batch.map(hear);
    repeats.lookAhead(heard);
    const chats = new Map<string, Person[]>();
    for (const one of heard) {
      if (one.type === 'group') leaveGroup(one.chat, one.language);
      else if (one.query !== undefined) answerQuery(one.query);
      if (one.type === 'person') chats.set(one.chat, [...(chats.get(one.chat) ?? []), one]);
    }
    const taken = [...chats].map(([chat, people]) => afterOthers(chat, () => takeAll(people)));
    const failed = (await Promise.allSettled(taken)).find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  };
}

type Person = Extract<Heard, { type: 'person' }>;
