// What people talk about in a trial: ordinary questions in the line's languages, at a steady rate, in an order the seed decides.
// Nothing here erases anything.

import { setTimeout as sleep } from 'node:timers/promises';
import type { People } from './people.ts';
import type { Random } from './random.ts';

export const WORDS: readonly string[] = [
  'I need a small loan',
  'Can I start a business with my papers?',
  'Germany',
  'Hamburg',
  'menu',
  'help',
  'more',
  '1',
  '2',
  'Where can I learn about taxes?',
  'who can check my business plan',
  'Je cherche un prêt',
  'menu principal',
  'Ich möchte ein Restaurant eröffnen',
  'أريد أن أفتح مطعما',
  'Як відкрити ФОП?',
  'thank you',
  'What documents do I need?',
];

export type Pace = { readonly each?: number; readonly rate: number; readonly until?: () => boolean };

/** Messages a second of one person; who writes faster is asked to wait. */
const MOST_EACH = 0.8;

/**
 * Everybody writes `each` messages, or until `until` says so; all together at most `rate` a second, whether or not the last one was answered.
 * Resolves when the last one is on its way; `settle` waits for the answers.
 */
export async function talk(
  people: People,
  random: Random,
  { each = 100_000, rate, until = () => false }: Pace,
): Promise<void> {
  const began = performance.now();
  const pace = Math.min(rate, people.all.length * MOST_EACH);
  let written = 0;
  for (let round = 0; round < each; round += 1) {
    const order = [...people.all];
    while (order.length > 0) {
      if (until()) return;
      const [person] = order.splice(random.below(order.length), 1);
      void people.write(person!, random.pick(WORDS));
      written += 1;
      const early = began + (written / pace) * 1_000 - performance.now();
      if (early > 2) await sleep(early);
    }
  }
}
