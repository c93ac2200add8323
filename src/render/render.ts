// Message × language × capabilities → parts, ready to send. Must not know which channel it is for.

import type { LanguageCode } from '../model/language.ts';
import type { Line } from '../model/line.ts';
import type { Card, Choice, Message } from '../model/message.ts';
import type { Capabilities, DrawnChoice, Part } from '../model/part.ts';
import { isolate, withoutIsolates } from './bidi.ts';
import { drawCard } from './card.ts';
import { oneLine } from './clean-text.ts';
import { drawDanger } from './danger.ts';
import { ownName } from './intl.ts';
import { type Draw, drawAs, numberedLines } from './ladder.ts';
import { fits } from './measure.ts';
import { join, plain, type RichText, withLinks } from './rich-text.ts';
import { split } from './split.ts';
import { createTranslate } from './translate.ts';
import { say, sayText, sayValue, type Voice, voiceIn } from './voice.ts';

export type Manner = {
  readonly language: LanguageCode;
  readonly can: Capabilities;
  /** Part ids are `<idPrefix>.1`, `<idPrefix>.2` … */
  readonly idPrefix: string;
};

export type Renderer = {
  /** The message drawn for one channel, in order; empty when it says nothing. */
  render(message: Message, manner: Manner): readonly Part[];
  /** The words on choices as the person sees them, without isolates, for recognising them in an answer. */
  labels(choices: readonly Choice[], language: LanguageCode): readonly DrawnChoice[];
};

type Piece = { readonly voice: Voice; readonly rich: RichText; readonly urgent?: true };

type DrawCard = (voice: Voice, card: Card, can: Capabilities) => RichText | null;

/** Cards kept ready; a card is about 1 kB and takes 0.3 ms to put together. */
const MOST_CARDS = 2000;

/** The renderer of one line. */
export function createRenderer(line: Line): Renderer {
  const translate = createTranslate(line);
  const voiceFor = (language: LanguageCode) => voiceIn(line, translate, language);
  const draw = rememberCards();
  return {
    render: (message, manner) => render(message, voiceFor(manner.language), manner, draw),
    labels: (choices, language) =>
      choices.map(({ id, label }) => ({ id, label: withoutIsolates(sayLabel(voiceFor(language), label)) })),
  };
}

/** Nothing in a card changes while its line lives, so the same card is drawn once. */
function rememberCards(): DrawCard {
  const drawn = new Map<string, RichText | null>();
  return (voice, card, can) => {
    const key = `${voice.language} ${can.markup} ${JSON.stringify(card)}`;
    const ready = drawn.get(key);
    if (ready !== undefined) return ready;
    if (drawn.size >= MOST_CARDS) drawn.clear();
    const rich = drawCard(voice, card, can);
    drawn.set(key, rich);
    return rich;
  };
}

function render(message: Message, voice: Voice, { can, idPrefix }: Manner, draw: DrawCard): readonly Part[] {
  const choices = (message.choices ?? []).map(({ id, label }) => ({ id, label: sayLabel(voice, label) }));
  const rung = drawAs(choices, can);
  const pieces = piecesOf(message, voice, can, draw);
  if (pieces.length === 0 && (choices.length > 0 || message.askLocation)) {
    pieces.push({ voice, rich: plain(say(voice, 'render:choose') || '…') });
  }
  const cut = pieces.flatMap((piece) =>
    split(piece.rich, can.text, can.unit).map((rich): Piece => ({ ...piece, rich })),
  );
  const beside = besideLimit(message, rung, can);
  if (rung === 'numbered') addNumbered(cut, numberedLines(choices, voice), voice, { ...can, text: beside });
  const last = cut.pop();
  if (last) cut.push(...split(last.rich, beside, can.unit).map((rich): Piece => ({ ...last, rich })));
  return cut.map((piece, at) => {
    const last = at === cut.length - 1;
    return {
      id: `${idPrefix}.${at + 1}`,
      language: piece.voice.language,
      direction: piece.voice.direction,
      text: piece.rich.text,
      marks: can.markup === 'ranges' ? piece.rich.marks : [],
      ...(piece.urgent && { urgent: true }),
      ...(last ? choicesOf(message, voice, choices, rung) : { choices: [], draw: 'none' }),
    };
  });
}

function piecesOf(message: Message, voice: Voice, can: Capabilities, draw: DrawCard): Piece[] {
  const pieces: Piece[] = [];
  if (message.danger) pieces.push({ ...drawDanger(voice, message.danger), urgent: true });
  const texts = message.texts.map((ref) => withLinks(sayText(voice, ref)));
  pieces.push({ voice, rich: join(texts, '\n\n') });
  for (const card of message.cards ?? []) {
    const rich = draw(voice, card, can);
    if (rich) pieces.push({ voice, rich });
  }
  return pieces.filter(({ rich }) => rich.text !== '');
}

/** Numbered choices stay together: behind the last text when they fit there, else in a part of their own. */
function addNumbered(pieces: Piece[], lines: string, voice: Voice, can: Capabilities): void {
  const last = pieces.at(-1);
  const together = last && join([last.rich, plain(lines)], '\n\n');
  if (last && together && last.voice.language === voice.language && fits(together.text, can.text, can.unit)) {
    pieces[pieces.length - 1] = { ...last, rich: together };
    return;
  }
  for (const rich of split(plain(lines), can.text, can.unit)) pieces.push({ voice, rich });
}

/** Most text of the last part, which carries what there is to tap. */
function besideLimit(message: Message, rung: Draw, can: Capabilities): number {
  const taps = rung === 'buttons' || rung === 'list' || (message.askLocation && can.location);
  return taps ? Math.min(can.textWithChoices ?? can.text, can.text) : can.text;
}

function choicesOf(message: Message, voice: Voice, choices: readonly DrawnChoice[], draw: Draw) {
  return {
    choices,
    draw,
    ...(draw === 'list' && { listButton: say(voice, 'render:list-button') }),
    ...(message.askLocation && { askLocation: true }),
  };
}

/** A language is offered under its own name: who needs it may not read the one being spoken. */
function sayLabel(voice: Voice, label: Choice['label']): string {
  if (typeof label === 'object' && 'language' in label) return ownName(label.language, voice.line.languages);
  const said = oneLine(sayValue(voice, label));
  // A button is never empty, whatever is missing in a locale.
  return said || isolate('…', voice.direction);
}
