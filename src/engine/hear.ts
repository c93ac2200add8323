// What was said, in the order that matters: danger, intent, choice, an awaited fact, topic, nothing.
// Must not know words: it gets meanings.

import type { SlotName } from '../model/dialog.ts';
import type { Meaning } from '../model/meaning.ts';
import type { Choice } from '../model/message.ts';
import { groupOf, isDanger, isFinance, type TopicCode } from '../model/topic.ts';
import { choose } from './choose.ts';
import { doIntent } from './do-intent.ts';
import { findStep, firstStep, nextStep } from './find-step.ts';
import { hearLanguage, languagesToAsk } from './hear-language.ts';
import { askAgain, openDanger, openTopic, showMenu } from './open-topic.ts';
import { needsOf, remember } from './remember.ts';
import { run } from './run.ts';
import { text } from './values.ts';
import { type Draft, say } from './world.ts';

const HEARD = ['country', 'place', 'status', 'stage', 'money'] as const;

/** A guess this many times less likely than the first only distracts. */
const NEAR = 5;
/** From here on a guess that stands out is acted on, with the way back beside it. */
const LIKELY = 0.4;
const AHEAD = 2;

/** `first`: the person writes for the first time and has not been greeted yet. */
export function hear(draft: Draft, meaning: Meaning, first: boolean): void {
  hearLanguage(draft, meaning, first);
  const news = hearFacts(draft, meaning);
  if (meaning.kind === 'urgent') return openDanger(draft, meaning.topic, meaning.sure, meaning.second);
  if (first && (meaning.kind === 'none' || isWelcome(meaning) || asksLanguageFirst(draft, meaning))) {
    return run(draft, firstStep(draft.world.line, 'welcome'));
  }
  if (asksLanguageFirst(draft, meaning)) return doIntent(draft, 'language');
  if (first) greet(draft);
  draft.tail.push(...languagesToAsk(draft, meaning));
  switch (meaning.kind) {
    case 'intent':
      if (meaning.wished !== undefined) return choose(draft, `+lang=${meaning.wished}`);
      return doIntent(draft, meaning.intent);
    case 'choice':
      return choose(draft, meaning.option);
    case 'topic':
      return hearTopic(draft, meaning, meaning.topic, news);
    case 'none':
      return hearNothing(draft, meaning, news);
    default:
      return meaning satisfies never;
  }
}

/** What nobody understood for sure, in a language that nobody could tell: unless it answers a question, the language comes first. */
function asksLanguageFirst(draft: Draft, { kind, decision, spoken, greeting }: Meaning): boolean {
  if (draft.chosen || spoken.among.length === 0 || waitingSlot(draft) !== null || greeting) return false;
  return kind === 'none' || (kind === 'topic' && decision !== 'answer' && spoken.guess === null);
}

/** "Start", "menu" or "help" as the very first word asks for nothing else than the welcome. */
function isWelcome(meaning: Meaning): boolean {
  return meaning.kind === 'intent' && ['menu', 'help', 'restart', 'back'].includes(meaning.intent);
}

/** The short notice on what is kept, before the first answer; the language can be changed from there. */
export function greet(draft: Draft): void {
  const { line } = draft.world;
  for (const step of line.dialogs.get('first-words')?.steps ?? []) {
    if (step.verb === 'say')
      say(draft, { texts: [text(draft, `first-words:${step.name}`)], from: step.source });
  }
  draft.tail.push({ id: '!language', label: { text: { key: 'common:other-language' } } });
}

/** Remember facts said in passing; each can be taken back with one tap. Returns what is new. */
function hearFacts(draft: Draft, meaning: Meaning): ReadonlySet<SlotName> {
  const news = new Set<SlotName>();
  for (const slot of HEARD) {
    const value = meaning.heard[slot];
    if (value === undefined || draft.slots[slot] === value || !remember(draft, slot, value)) continue;
    news.add(slot);
  }
  for (const need of meaning.heard.needs?.split(',') ?? []) {
    if (needsOf(draft.slots).some((known) => known === need) || !remember(draft, 'needs', need)) continue;
    news.add('needs');
    draft.narrowed = true;
  }
  if (meaning.speaks && meaning.speaks !== draft.lang) remember(draft, 'speaks', meaning.speaks);
  if (meaning.kind !== 'urgent') draft.tail.push(...corrections(draft, unasked(news, waitingSlot(draft))));
  return news;
}

/** What answers the question that was asked needs no correction: it is asked again by "back". */
function unasked(news: ReadonlySet<SlotName>, slot: SlotName | null): ReadonlySet<SlotName> {
  const place = slot === 'country' || slot === 'place';
  return new Set(
    [...news].filter((name) => name !== slot && !(place && (name === 'country' || name === 'place'))),
  );
}

function corrections(draft: Draft, news: ReadonlySet<SlotName>): readonly Choice[] {
  const { place, country, status } = draft.slots;
  const where = place ?? country;
  const choices: Choice[] = [];
  if (where && (news.has('place') || news.has('country'))) {
    choices.push({
      id: '+fix=country',
      label: { text: { key: 'common:not-place', values: { place: { place: where } } } },
    });
  }
  if (status && news.has('status')) {
    choices.push({
      id: '+fix=status',
      label: { text: { key: 'common:not-status', values: { status: { status } } } },
    });
  }
  const need = needsOf(draft.slots).at(-1);
  if (need && news.has('needs'))
    choices.push({
      id: '+fix=needs',
      label: { text: { key: 'common:not-need', values: { need: { need } } } },
    });
  return choices;
}

function hearTopic(draft: Draft, meaning: Meaning, topic: string, news: ReadonlySet<SlotName>): void {
  if (answersQuestion(draft, news)) {
    if (meaning.decision === 'answer' && topic !== draft.slots.topic) draft.later = topic;
    return goOn(draft);
  }
  if (meaning.decision !== 'answer') return offer(draft, meaning);
  const { second } = meaning;
  if (!second || second === topic || isDanger(second)) return openTopic(draft, topic);
  // Whoever names a business and the money for it is shown both at once: the answer on money brings the support along.
  const moneyFirst = groupOf(topic) === 'biz' && isFinance(second);
  draft.later = moneyFirst ? topic : second;
  openTopic(draft, moneyFirst ? second : topic);
}

function hearNothing(draft: Draft, meaning: Meaning, news: ReadonlySet<SlotName>): void {
  if (answersQuestion(draft, news)) return goOn(draft);
  if (meaning.greeting) return showMenu(draft);
  if (news.size > 0 && draft.slots.topic?.includes('.')) return hearNews(draft, draft.slots.topic);
  const spoken = meaning.language;
  if (
    spoken &&
    spoken.confidence >= 0.9 &&
    !draft.world.line.languages.some(({ code }) => code === spoken.code)
  ) {
    return doIntent(draft, 'language');
  }
  if (meaning.decision === 'offer') return offer(draft, meaning);
  draft.effects.push({ type: 'count', what: 'unanswered', code: draft.at ?? 'none' });
  say(draft, { texts: [text(draft, 'unclear:nothing')] });
  askAgain(draft);
}

/** A fact that nobody asked for: the answer is given again with it. After a danger only the numbers there are said. */
function hearNews(draft: Draft, topic: TopicCode): void {
  if (!isDanger(topic)) return openTopic(draft, topic);
  const { country } = draft.slots;
  say(draft, { texts: [], danger: { topic, form: 'numbers', ...(country && { country }) } });
  askAgain(draft);
}

/** "Did you mean …": the likeliest topic, those that come near it, and the menu. */
function offer(draft: Draft, meaning: Meaning): void {
  // A danger is asked about gently or answered at once; it never stands in a list of guesses.
  const likely = meaning.alternatives.filter(({ topic }) => !isDanger(topic));
  const [first] = likely;
  if (!first) return askAgain(draft);
  const near = likely.filter(({ confidence }) => confidence * NEAR >= first.confidence).slice(0, 3);
  const other: Choice = { id: '!menu', label: { text: { key: 'common:something-else' } } };
  const second = likely[1]?.confidence ?? 0;
  if (first.confidence >= LIKELY && first.confidence >= second * AHEAD) {
    // One guess stands out: say what was understood and go on, with the way out in one tap.
    say(draft, { texts: [text(draft, 'unclear:understood', { topic: { topic: first.topic } })] });
    draft.tail.push(other);
    return openTopic(draft, first.topic);
  }
  say(draft, {
    texts: [text(draft, near.length === 1 ? 'unclear:offer-one' : 'unclear:offer')],
    choices: [...near.map(({ topic }): Choice => ({ id: `?${topic}`, label: { topic } })), other],
  });
}

/** True when the words filled the very slot that was asked for. */
function answersQuestion(draft: Draft, news: ReadonlySet<SlotName>): boolean {
  const slot = waitingSlot(draft);
  if (!slot) return false;
  return news.has(slot) || (slot === 'country' && news.has('place'));
}

function waitingSlot(draft: Draft): SlotName | null {
  const step = draft.at ? findStep(draft.world.line, draft.at)?.step : undefined;
  return step?.verb === 'ask' && step.into && step.into !== 'language' ? step.into : null;
}

/** On with the step after the waiting question. */
export function goOn(draft: Draft): void {
  const found = draft.at ? findStep(draft.world.line, draft.at) : null;
  if (!found) return showMenu(draft);
  run(draft, nextStep(found));
}
