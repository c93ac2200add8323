// A part as a Bot Framework activity. Must not know how it is sent.

import type { Activity, CardAction } from 'botframework-schema';
import type { DrawnChoice, Part } from '../../model/part.ts';

/** Where a tap can carry an id of its own beside the words that are shown. Elsewhere the id is posted back unseen. */
const MESSAGE_BACK: ReadonlySet<string> = new Set(['msteams', 'webchat', 'directline', 'emulator']);
/** Teams shows suggested actions in few places; the buttons of a card stay. */
const CARDS: ReadonlySet<string> = new Set(['msteams']);

/** `person`: the id of who is answered; `channel`: the connector's name for where, e.g. `msteams`. */
export function drawActivity(part: Part, channel: string, person: string): Partial<Activity> {
  const activity: Partial<Activity> = {
    type: 'message',
    text: part.text,
    // Nobody's words are read as Markdown.
    textFormat: 'plain',
    locale: part.language,
    inputHint: part.choices.length > 0 ? 'expectingInput' : 'acceptingInput',
  };
  if (part.draw !== 'buttons' && part.draw !== 'list') return activity;
  const buttons = part.choices.map((choice) => button(choice, MESSAGE_BACK.has(channel)));
  if (!CARDS.has(channel)) return { ...activity, suggestedActions: { actions: buttons, to: [person] } };
  const card = { contentType: 'application/vnd.microsoft.card.hero', content: { buttons } };
  return { ...activity, attachments: [card] };
}

function button({ id, label }: DrawnChoice, messageBack: boolean): CardAction {
  if (!messageBack) return { type: 'postBack', title: label, value: id };
  return { type: 'messageBack', title: label, displayText: label, text: label, value: { option: id } };
}
