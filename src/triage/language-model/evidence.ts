// Adds up what several messages of one person say about their language. Must not know how one message was heard.

import type { LanguageEvidence } from '../../model/language.ts';
import type { Scored } from './score.ts';

/** The least probability that one message can give: no message alone rules a language out. */
const LEAST = 0.01;
/** What earlier messages still count when the next one comes, so that a change of language is seen in two or three. */
const KEPT = 0.8;
const MOST = 4;

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The evidence with one more message's ranking; a message without letters changes nothing. */
export function addEvidence(previous: LanguageEvidence | null, next: readonly Scored[]): LanguageEvidence {
  const before = previous ?? { floor: 0, sums: {} };
  if (next.length === 0) return before;
  // The others, which are most, say no more than the floor.
  const likely = next.filter(({ p }) => p > LEAST);
  const heard = new Map(likely.map(({ code, p }) => [code, Math.log(p)] as const));
  const least = Math.log(LEAST);
  const floor = rounded(before.floor * KEPT + least);
  const codes = new Set([...Object.keys(before.sums), ...heard.keys()]);
  const sums = [...codes]
    .map((code) => {
      const sum = (before.sums[code] ?? before.floor) * KEPT + (heard.get(code) ?? least);
      return [code, rounded(sum)] as const;
    })
    .filter(([, sum]) => sum > floor)
    .sort((one, other) => other[1] - one[1])
    .slice(0, MOST);
  return { floor, sums: Object.fromEntries(sums) };
}

/** The languages that the evidence speaks for, with probabilities, best first. */
export function rankEvidence(evidence: LanguageEvidence): readonly Scored[] {
  const entries = Object.entries(evidence.sums);
  const most = Math.max(...entries.map(([, sum]) => sum));
  const total = entries.reduce((sum, [, value]) => sum + Math.exp(value - most), 0);
  return entries
    .map(([code, sum]) => ({ code, p: Math.exp(sum - most) / total }))
    .sort((one, other) => other.p - one.p);
}
