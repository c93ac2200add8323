// What the engine wants done. A closed set of five. Must not know who does it.

import type { Message } from './message.ts';

export type Effect =
  | { readonly type: 'say'; readonly message: Message }
  /** An adviser should take over. Until there is an inbox it is counted and the desk is said. */
  | { readonly type: 'hand-off'; readonly team: string }
  /** `after` in minutes; `to` is the step to go on with. */
  | { readonly type: 'remind'; readonly after: number; readonly to: string }
  /** Erase all that is held of this person, now; what is said in the same turn is still sent. */
  | { readonly type: 'forget' }
  /** Something an operator wants to count. Codes only, never words. */
  | {
      readonly type: 'count';
      readonly what: 'unanswered' | 'gap' | 'withheld' | 'helpful' | 'danger' | 'topic' | 'intent';
      readonly code: string;
    };
