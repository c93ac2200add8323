// Plays a transcript: what the person does goes in, what the line says comes out, through the real turn with a scripted
// clock. Must not know which store it is given, nor compare anything.

import { randomBytes } from 'node:crypto';
import { upgrade } from '../engine/upgrade.ts';
import { Fault } from '../model/fault.ts';
import type { Capabilities, Part } from '../model/part.ts';
import type { State } from '../model/state.ts';
import type { Content } from '../model/update.ts';
import type { Mind } from '../runtime/mind.ts';
import type { Channel, Clock, Log, Store } from '../runtime/ports.ts';
import { createRuntime } from '../runtime/runtime.ts';
import { createSeal } from '../runtime/sealing.ts';
import type { Thought } from '../runtime/think.ts';
import { EMPTY, type Entry, showInvisible, type Transcript } from './transcript-format.ts';

export type Stage = {
  readonly mind: Mind;
  /** Changes files of the content, for `~ edit FILE: old → new`; `*` in FILE stands for every name. */
  readonly edit: (file: string, from: string, to: string) => void;
  /** The mind after the edits so far. */
  readonly reload: () => Mind;
  readonly store: (clock: Clock) => Store;
  /** The limits of the channel that the transcript names. */
  readonly can: Capabilities;
};

export type Played = {
  readonly transcript: Transcript;
  /** For each entry of the result: where the dialog stood, e.g. `dialogs/place.yaml:6`. */
  readonly places: readonly string[];
};

type Turn = { readonly before: State | null; readonly thought: Thought };

/** Plays the person's side of `script`; the line's side of the result is what it really said. */
export async function playTranscript(script: Transcript, stage: Stage): Promise<Played> {
  const talk = openTalk(script, stage);
  const entries: Entry[] = [];
  const places: string[] = [];
  const put = (entry: Entry) => {
    entries.push(entry);
    places.push(talk.place());
  };
  try {
    for (const entry of script.entries) {
      if (entry.mark === '<' || entry.mark === '.' || entry.mark === '!') continue;
      put(entry);
      if (entry.mark === '>') for (const heard of await talk.person(entry)) put(heard);
      if (entry.mark === '~') for (const heard of await talk.pass(entry)) put(heard);
    }
  } finally {
    await talk.close();
  }
  return { transcript: { ...script, entries }, places };
}

function openTalk({ heading }: Transcript, stage: Stage) {
  let now = Date.parse(`${heading.clock.replace(' ', 'T')}:00Z`);
  let mind = stage.mind;
  let state: State | null = null;
  let turns: Turn[] = [];
  let parts: Part[] = [];
  const shown: Part[] = [];
  const clock: Clock = { now: () => now };
  const store = stage.store(clock);
  const channel: Channel = {
    name: heading.channel,
    can: stage.can,
    journal: false,
    listen: async () => undefined,
    send: async (_to, part) => {
      parts.push(part);
      shown.unshift(part);
      return { type: 'sent' };
    },
    close: async () => undefined,
  };
  const runtime = createRuntime({
    store,
    channels: [channel],
    seal: createSeal([randomBytes(32)]),
    clock,
    log: FAILING_LOG,
    upgrade,
    apologise: (input) => mind.apologise(input),
    think: (input) => {
      const thought = mind.think(input);
      turns.push({ before: input.state, thought });
      return thought;
    },
  });
  let count = 0;
  let edited = false;

  function outcome(): readonly Entry[] {
    const heard = [...parts.map(said), ...turns.flatMap(remembered), ...turns.flatMap(done)];
    const last = turns.at(-1)?.thought;
    if (last) state = last.forget ? null : last.state;
    parts = [];
    turns = [];
    return heard;
  }

  return {
    place: () => placeOf(mind, state),
    async person(entry: Entry): Promise<readonly Entry[]> {
      count += 1;
      if (edited) mind = stage.reload();
      edited = false;
      const language = heading.language === '-' ? undefined : heading.language;
      const update = {
        id: String(count),
        address: { channel: heading.channel, to: 'person' },
        content: contentOf(entry, shown),
      };
      await runtime.receive(language === undefined ? update : { ...update, language });
      await runtime.idle();
      return outcome();
    },
    async pass(entry: Entry): Promise<readonly Entry[]> {
      const edit = /^edit (\S+): (.+?) → (.+)$/.exec(entry.text);
      const time = /^(\d+) (minute|hour|day)s?$/.exec(entry.text);
      if (edit) {
        // Several files may have to change before the content is whole again, so it is read when somebody writes.
        stage.edit(edit[1] ?? '', lines(edit[2]), lines(edit[3]));
        edited = true;
        return [];
      }
      if (time) now += Number(time[1]) * (MINUTES[time[2] ?? ''] ?? 0) * 60_000;
      else throw wrong(entry, 'expected "~ 30 minutes" or "~ edit FILE: old → new"');
      await runtime.sweep();
      await runtime.idle();
      return outcome();
    },
    async close(): Promise<void> {
      await runtime.drain();
      await store.close();
    },
  };
}

const MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 };

/** In a transcript nothing may go wrong unseen. */
const FAILING_LOG: Log = {
  info: () => undefined,
  warn: (code) => {
    throw new Fault('transcript/failed', `the runtime warned: ${code}`);
  },
  error: (code) => {
    throw new Fault('transcript/failed', `the runtime failed: ${code}`);
  },
};

/** `⏎` stands for a new line. */
function lines(text = ''): string {
  return text.replaceAll(EMPTY, '\n');
}

const SENT: readonly string[] = ['voice', 'image', 'file', 'sticker', 'contact', 'other'];

/** `[label]` presses, `{option}` presses an id, `(voice)` sends, `(location 53.5 10.0)`, `(opens the chat)`; else text. */
function contentOf(entry: Entry, shown: readonly Part[]): Content {
  const { text } = entry;
  const label = /^\[(.+)\]$/.exec(text)?.[1];
  if (label !== undefined) {
    const choices = shown.flatMap((part) => part.choices);
    const choice = choices.find((candidate) => showInvisible(candidate.label) === label);
    if (!choice) throw wrong(entry, 'no message so far has this choice');
    return { type: 'press', option: choice.id };
  }
  const option = /^\{(.+)\}$/.exec(text)?.[1];
  if (option !== undefined) return { type: 'press', option };
  const aside = /^\((.+)\)$/.exec(text)?.[1] ?? '';
  if (SENT.includes(aside)) return { type: 'attachment', what: aside as 'voice' };
  const location = /^location (-?[\d.]+) (-?[\d.]+)$/.exec(aside);
  if (location) return { type: 'location', latitude: Number(location[1]), longitude: Number(location[2]) };
  const opens = /^opens the chat(?:: (\S+))?$/.exec(aside);
  if (opens) return { type: 'open', ...(opens[1] && { topic: opens[1] }) };
  return { type: 'text', text };
}

function said(part: Part): Entry {
  const choices = part.draw === 'numbered' ? [] : part.choices.map(({ label }) => showInvisible(label));
  return { mark: '<', text: showInvisible(part.text), choices, at: 0 };
}

function remembered({ before, thought }: Turn): readonly Entry[] {
  const after = thought.forget ? null : thought.state;
  const old = facts(before);
  const fresh = facts(after);
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
    .filter((name) => old[name] !== fresh[name])
    .map((name) => ({ mark: '.', text: `${name} ${fresh[name] ? `= ${fresh[name]}` : 'forgotten'}`, at: 0 }));
}

function facts(state: State | null): Readonly<Record<string, string | undefined>> {
  if (!state) return {};
  return { language: state.lang, ...state.slots, later: state.later };
}

function done({ thought }: Turn): readonly Entry[] {
  const lines = [
    ...thought.counts.map(({ what, code }) => `${what} ${code}`),
    ...(thought.handOff ? [`hand-off ${thought.handOff}`] : []),
    ...(thought.reminder ? [`remind in ${thought.reminder.after} minutes`] : []),
    ...(thought.forget ? ['forget'] : []),
  ];
  return lines.map((text) => ({ mark: '!', text, at: 0 }));
}

function placeOf(mind: Mind, state: State | null): string {
  const [dialog = '', name = ''] = state?.at?.split('/') ?? [];
  const step = mind.line.dialogs.get(dialog)?.steps.find((candidate) => candidate.name === name);
  return step ? `${step.source.file}:${step.source.line}` : 'no question is waiting';
}

function wrong(entry: Entry, what: string): Fault {
  return new Fault('transcript/format', `line ${entry.at}: ${what}`);
}
