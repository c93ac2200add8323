// The mind of one line: understand, step, render, in memory and without side effect. Swapped whole when content changes.
// Must not know files, stores or channels' libraries.

import { askedSlot, offeredChoices } from '../engine/listening.ts';
import { step } from '../engine/step.ts';
import type { Effect } from '../model/effect.ts';
import type { Event } from '../model/event.ts';
import type { Line } from '../model/line.ts';
import type { Message } from '../model/message.ts';
import type { Part } from '../model/part.ts';
import { STATE_VERSION, type State } from '../model/state.ts';
import { createRenderer } from '../render/render.ts';
import { nearestPlace } from '../signpost/nearest-place.ts';
import { openNow } from '../signpost/opening-hours.ts';
import { createSignpost } from '../signpost/signpost.ts';
import { createTriage, type Triage } from '../triage/understand.ts';
import { type MindWatch, UNWATCHED } from './mind-watch.ts';
import type { Apologise, MustHear, Think, ThinkInput, Thought } from './think.ts';

export type Mind = {
  readonly line: Line;
  readonly triage: Triage;
  readonly think: Think;
  readonly apologise: Apologise;
  readonly mustHear: MustHear;
};

/** More than this is not a question any more; the person is asked for a few short sentences. */
const LONGEST_TEXT = 4_000;

const MUST_HEAR: ReadonlySet<string> = new Set(['!delete', '!stop']);

/**
 * Makes the mind of a line; `pack` is what was learned of its topics, which are else learned when first needed. `watch` sees how
 * long each phase takes and what was decided.
 */
export function createMind(line: Line, pack?: Uint8Array, watch: MindWatch = UNWATCHED): Mind {
  const triage = createTriage(line, pack);
  const renderer = createRenderer(line);

  /** Null when there is nothing to step on, because the words were not kept. */
  function eventOf({ update, state }: ThinkInput): Event | null {
    const { content, language } = update;
    const hint = language ? { language } : {};
    switch (content.type) {
      case 'text':
        return hear(content.text, state, language);
      case 'press':
        return { type: 'chose', option: content.option, ...hint };
      case 'location':
        return { type: 'located', place: nearestPlace(line, content.latitude, content.longitude), ...hint };
      case 'attachment':
        return { type: 'sent', what: content.what, ...hint };
      case 'open':
        return {
          type: 'arrived',
          ...hint,
          ...(content.topic && { topic: content.topic }),
          ...(content.language && { language: content.language }),
        };
      case 'reminded':
        return { type: 'reminded', to: content.to };
      case 'hurried':
        return null;
      default:
        return content satisfies never;
    }
  }

  function hear(text: string, state: State | null, hint: string | undefined): Event {
    if (text.trim() === '') return { type: 'unreadable', why: 'empty' };
    if (text.length > LONGEST_TEXT) return { type: 'unreadable', why: 'too-long' };
    const language = state?.lang ?? hint;
    const offered = renderer.labels(offeredChoices(line, state), state?.lang ?? line.fallback);
    const slot = askedSlot(line, state);
    const meaning = watch.phase('understand', () =>
      triage.understand({
        text,
        offered,
        ...(language && { language }),
        ...(state?.evidence && { evidence: state.evidence }),
        ...(slot && { slot }),
      }),
    );
    watch.decided(meaning.decision);
    return { type: 'said', meaning, ...(hint && { language: hint }) };
  }

  function think(input: ThinkInput): Thought {
    const { state, now, can, turn } = input;
    const event = eventOf(input);
    if (event === null) return slowDown(input);
    const stepped = watch.phase('step', () =>
      step(state, event, {
        line,
        now,
        signpost: createSignpost(line, now),
        openNow: (hours, timeZone) => openNow(hours, timeZone, now),
      }),
    );
    const language = stepped.state?.lang ?? state?.lang ?? line.fallback;
    const lost: readonly Message[] = input.lost ? [{ texts: [{ key: 'common:lost' }] }] : [];
    const messages = [...lost, ...messagesOf(stepped.effects)];
    return {
      state: stepped.state ?? { v: STATE_VERSION, lang: language, slots: {} },
      forget: stepped.state === null,
      parts: draw(messages, language, can, turn).map((part) =>
        stepped.state === null ? { ...part, erased: true } : part,
      ),
      counts: stepped.effects.flatMap((effect) => (effect.type === 'count' ? [effect] : [])),
      ...reminderOf(stepped.effects),
      ...handOffOf(stepped.effects),
    };
  }

  /** Says so in her language and leaves the conversation where it is. */
  function slowDown({ state, update, can, turn }: ThinkInput): Thought {
    const spoken = line.languages.find(({ code }) => code === update.language)?.code;
    const lang = state?.lang ?? spoken ?? line.fallback;
    return {
      state: state ?? { v: STATE_VERSION, lang, slots: {} },
      forget: false,
      parts: draw([{ texts: [{ key: 'common:slow' }] }], lang, can, turn),
      counts: [],
    };
  }

  function draw(
    messages: readonly Message[],
    language: string,
    can: ThinkInput['can'],
    turn: string,
  ): Part[] {
    return watch.phase('render', () =>
      messages.flatMap((message, index) =>
        renderer.render(message, { language, can, idPrefix: `${turn}.${index}` }),
      ),
    );
  }

  return {
    line,
    triage,
    think,
    mustHear: ({ content }) => {
      if (content.type === 'press') return MUST_HEAR.has(content.option);
      if (content.type !== 'text' || content.text.length > LONGEST_TEXT) return false;
      const heard = triage.understand({ text: content.text });
      return heard.kind === 'urgent' || (heard.kind === 'intent' && MUST_HEAR.has(`!${heard.intent}`));
    },
    apologise: ({ state, can, turn }) => {
      const menu = { id: '!menu', label: { text: { key: 'common:menu' } } } as const;
      const person = { id: '!person', label: { text: { key: 'common:person' } } } as const;
      const sorry: Message = { texts: [{ key: 'common:broken' }], choices: [menu, person] };
      return draw([sorry], state?.lang ?? line.fallback, can, turn);
    },
  };
}

function messagesOf(effects: readonly Effect[]): readonly Message[] {
  return effects.flatMap((effect) => (effect.type === 'say' ? [effect.message] : []));
}

function reminderOf(effects: readonly Effect[]): Pick<Thought, 'reminder'> {
  const effect = effects.find((candidate) => candidate.type === 'remind');
  return effect?.type === 'remind' ? { reminder: { after: effect.after, to: effect.to } } : {};
}

function handOffOf(effects: readonly Effect[]): Pick<Thought, 'handOff'> {
  const effect = effects.find((candidate) => candidate.type === 'hand-off');
  return effect?.type === 'hand-off' ? { handOff: effect.team } : {};
}
