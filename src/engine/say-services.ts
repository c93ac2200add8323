// Says services: at most three at a time, a finance service never without its support, "more" when there are more.
// Must not know how services are found or drawn.

import type { StepOf } from '../model/dialog.ts';
import type { Card, Choice } from '../model/message.ts';
import type { Signposted, SignpostQuery } from '../model/signposting.ts';
import { groupOf, isDanger, isFinance, type TopicCode } from '../model/topic.ts';
import { needsOf } from './remember.ts';
import { hasText, text, topicName } from './values.ts';
import { type Draft, say } from './world.ts';

const AT_A_TIME = 3;

/** Say the first services of a step's topic. False when there are none; the gap is counted. */
export function sayServices(draft: Draft, step: StepOf<'signpost'>): boolean {
  const topic = step.topic ?? draft.slots.topic;
  if (!topic) return false;
  // A step with its own topic is an aside, e.g. legal advice beside the answer: "more" belongs to the answer.
  const aside = step.topic !== undefined;
  const answer = draft.world.signpost(queryFor(draft, topic, aside));
  const place = draft.slots.place ?? draft.slots.country ?? draft.world.line.place;
  if (answer.withheld.some(({ why }) => why === 'no-pair')) {
    draft.effects.push({ type: 'count', what: 'withheld', code: `no-pair ${topic} ${place}` });
  }
  const fresh = aside ? answer.services.filter(({ service }) => isAside(draft, service)) : answer.services;
  const found = isDanger(topic) ? eachNumberOnce(draft, fresh) : fresh;
  if (found.length === 0) {
    if (aside) return false;
    sayNote(draft, topic);
    draft.effects.push({ type: 'count', what: 'gap', code: `${topic} ${place}` });
    return false;
  }
  const most = step.most ?? AT_A_TIME;
  const shown = sayBatch(draft, step, topic, found, 0, most);
  if (!aside) draft.shown = shown;
  if (!aside && shown < found.length) draft.extra.push(moreChoice());
  if (!aside) offerUnasked(draft, topic);
  return true;
}

/** Say the services after those already shown. */
export function sayMoreServices(draft: Draft, step: StepOf<'signpost'>): void {
  const topic = draft.slots.topic;
  const all = topic ? draft.world.signpost(queryFor(draft, topic)).services : [];
  if (!topic || draft.shown >= all.length) {
    say(draft, { texts: [text(draft, 'common:no-more')] });
    return;
  }
  draft.shown = sayBatch(draft, step, topic, all, draft.shown, AT_A_TIME);
  if (draft.shown < all.length) draft.extra.push(moreChoice());
}

/** Beside an answer stands what was not said yet, and nothing that lends money. */
function isAside(draft: Draft, service: string): boolean {
  const topics = draft.world.line.services.get(service)?.topics ?? [];
  return !draft.said.has(service) && !topics.some(isFinance);
}

/** The short answer of a topic, where no service follows it. */
function sayNote(draft: Draft, topic: TopicCode): void {
  const note = `topic-notes:${topic}`;
  if (hasText(draft, note)) say(draft, { texts: [text(draft, note)] });
}

function sayBatch(
  draft: Draft,
  step: StepOf<'signpost'>,
  topic: TopicCode,
  all: readonly Signposted[],
  from: number,
  most: number,
): number {
  const to = endOfBatch(all, from, most);
  const cards = withPairs(all.slice(from, to), all).map((entry, index, batch) =>
    card(entry, batch[index - 1]),
  );
  for (const { service } of cards) draft.said.add(service);
  const namespace = step.id.slice(0, step.id.indexOf('/'));
  const more = `${namespace}:${step.name}-more`;
  const key = from > 0 && hasText(draft, more) ? more : `${namespace}:${step.name}`;
  const values = { topic: topicName(topic), count: cards.length };
  const note = `topic-notes:${topic}`;
  const withNote = from === 0 && step.topic === undefined && hasText(draft, note);
  say(draft, {
    texts: [...(withNote ? [text(draft, note)] : []), text(draft, key, values)],
    cards,
    from: step.source,
  });
  return to;
}

/** The batch never ends between a finance service and its pair; it would rather be one longer than alone. */
function endOfBatch(all: readonly Signposted[], from: number, most: number): number {
  let to = from;
  while (to < all.length) {
    const size = belongTogether(all[to], all[to + 1]) ? 2 : 1;
    if (to > from && to - from + size > most) break;
    to += size;
  }
  return to;
}

function belongTogether(one: Signposted | undefined, next: Signposted | undefined): boolean {
  if (!one || !next) return false;
  return one.pairedWith === next.service || next.pairedWith === one.service;
}

/** A pair that was shown on an earlier page is shown again: each message with money in it has its support. */
function withPairs(batch: readonly Signposted[], all: readonly Signposted[]): readonly Signposted[] {
  const here = new Set(batch.map(({ service }) => service));
  return batch.flatMap((entry) => {
    if (!entry.pairedWith || here.has(entry.pairedWith)) return [entry];
    const pair = all.find(({ service }) => service === entry.pairedWith);
    here.add(entry.pairedWith);
    return pair ? [entry, pair] : [entry];
  });
}

/** In danger the same number twice only costs time: of two entries with one phone the better stays. */
function eachNumberOnce(draft: Draft, all: readonly Signposted[]): readonly Signposted[] {
  const seen = new Set<string>();
  return all.filter(({ service }) => {
    const phones = draft.world.line.services.get(service)?.phones ?? [];
    const known = phones.length > 0 && phones.every(({ number }) => seen.has(number));
    for (const { number } of phones) seen.add(number);
    return !known;
  });
}

function card(entry: Signposted, before: Signposted | undefined): Card {
  return {
    service: entry.service,
    reasons: entry.why,
    freshness: entry.freshness,
    ...(entry.pairedWith && { pairedWith: entry.pairedWith }),
    ...(before?.pairedWith === entry.service && { pairOf: before.service }),
  };
}

/** What is asked for one topic of this person; an aside never brings money along. */
export function queryFor(draft: Draft, topic: TopicCode, aside = false): SignpostQuery {
  const { slots, lang } = draft;
  const place = slots.place ?? slots.country;
  return {
    topic,
    languages: slots.speaks ? [slots.speaks, lang] : [lang],
    needs: isDanger(topic) || aside ? [] : needsOf(slots),
    ...(place && { place }),
    ...(slots.status && { status: slots.status }),
    ...(slots.money && !aside && { wantsMoney: true }),
  };
}

/** People do not ask for training, workspace, networks or customers: offer the first of them that exists here. */
function offerUnasked(draft: Draft, topic: TopicCode): void {
  if (groupOf(topic) !== 'biz' && !isFinance(topic)) return;
  for (const { code, rules } of draft.world.line.topics.values()) {
    if (code === topic || !rules.includes('offer-unasked')) continue;
    if (draft.world.signpost(queryFor(draft, code)).services.length === 0) continue;
    draft.tail.push({
      id: `?${code}`,
      label: { text: { key: 'common:also', values: { topic: { topic: code } } } },
    });
    return;
  }
}

function moreChoice(): Choice {
  return { id: '+more', label: { text: { key: 'common:more' } } };
}
