// Compiled dialogs: what an operator wrote in dialogs/*.yaml, with places in the file. Must not know texts.

import type { Status } from './directory.ts';
import type { LanguageCode } from './language.ts';
import type { PlaceId } from './place.ts';
import type { TopicCode } from './topic.ts';

/** `dialog/step`, e.g. `place/country`. */
export type StepId = string;

/** What the line remembers of a person. Each value is a short code, never their own words. */
export const SLOTS = [
  'country',
  'place',
  'status',
  'topic',
  'stage',
  'needs',
  'speaks',
  'money',
  'helpful',
  'consent',
] as const;
export type SlotName = (typeof SLOTS)[number];

export type Slots = {
  country?: PlaceId;
  place?: PlaceId;
  status?: Status;
  topic?: TopicCode;
  stage?: 'idea' | 'planning' | 'running';
  /** Comma-separated needs, e.g. `free,online`. */
  needs?: string;
  /** The language a helper should speak, if not the one of the conversation. */
  speaks?: LanguageCode;
  /** Said that money is needed; support answers then show the finance paired with them. */
  money?: 'yes';
  helpful?: 'yes' | 'no';
  consent?: 'yes';
};

/** Where something stands in a file, counted from 1. */
export type SourcePlace = { readonly file: string; readonly line: number; readonly column: number };

export type Condition =
  | { readonly test: 'is'; readonly slot: SlotName; readonly values: readonly string[] }
  | { readonly test: 'has'; readonly slot: SlotName | 'language' | 'later' }
  | { readonly test: 'open-now'; readonly team: string }
  | { readonly test: 'speaks'; readonly team: string };

/** Choices that come from the line instead of being written in the dialog. */
export const CHOICE_SOURCES = [
  'languages',
  'countries',
  'cities',
  'statuses',
  'topics',
  'groups',
  'needs',
] as const;
export type ChoiceSource = (typeof CHOICE_SOURCES)[number];

export type WrittenChoice = {
  readonly id: string;
  /** Step to go to when chosen; without it the next step follows. */
  readonly go?: StepId;
  /** Slots that this choice fills, e.g. `{ helpful: 'yes' }`. */
  readonly set?: Slots;
};

type StepBase = {
  readonly id: StepId;
  readonly name: string;
  /** Names the step had before; an old button or a stored position still finds it. */
  readonly was: readonly string[];
  readonly source: SourcePlace;
};

export type Step = StepBase &
  (
    | {
        readonly verb: 'say';
        readonly choices: readonly WrittenChoice[];
        /** Say the reviewed text of safety/ for the danger that was heard, before the step's own text. */
        readonly fixedText?: 'sure' | 'doubt' | 'second' | 'numbers';
      }
    | {
        readonly verb: 'ask';
        readonly into?: SlotName | 'language';
        readonly choices: ChoiceSource | readonly WrittenChoice[];
        /** Ask even when the slot is already filled. */
        readonly again: boolean;
        /** The person may leave it open; a "rather not say" choice is added. */
        readonly optional: boolean;
        /** Offer the channel's own location button where it has one. */
        readonly location: boolean;
      }
    | {
        readonly verb: 'when';
        readonly condition: Condition;
        readonly then?: StepId;
        readonly otherwise?: StepId;
      }
    | {
        readonly verb: 'signpost';
        readonly topic?: TopicCode;
        readonly empty?: StepId;
        /** Most services at a time, 1 to 3; 3 when not given. */
        readonly most?: number;
      }
    | { readonly verb: 'hand-off'; readonly team: string }
    /** `after` in minutes. */
    | { readonly verb: 'remind'; readonly after: number; readonly to: StepId }
    | { readonly verb: 'go'; readonly to: StepId; readonly andReturn: boolean }
    /** `forget` erases all that is held of the person. */
    | { readonly verb: 'end'; readonly forget?: boolean }
  );

export type Dialog = {
  readonly name: string;
  readonly file: string;
  /** Topics or groups this dialog answers, e.g. `biz.right`, `fin`; others go to the dialog `answer`. */
  readonly answers?: readonly string[];
  readonly steps: readonly Step[];
};

export type StepOf<V extends Step['verb']> = Extract<Step, { verb: V }>;
