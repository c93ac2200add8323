// The activity as the line shows it to Direct Line clients, and a part drawn as one. Must not know the journal or routes.

import type { Part } from '../../model/part.ts';

export const BOT = 'waypost';

/** A suggestion. WebChat shows `displayText` as the person's own bubble and sends `text`; simpler clients send `value` as text. */
export type Suggestion = {
  readonly type: 'messageBack';
  readonly title: string;
  readonly displayText: string;
  readonly text: string;
  readonly value: string;
};

export type Activity = {
  readonly type: 'message';
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly timestamp: string;
  readonly channelId: 'webchat';
  readonly conversation: { readonly id: string };
  readonly from: { readonly id: string; readonly name?: string; readonly role: 'bot' | 'user' };
  readonly text: string;
  readonly textFormat: 'plain';
  readonly locale?: string;
  readonly replyToId?: string;
  readonly inputHint?: 'acceptingInput' | 'expectingInput';
  readonly suggestedActions?: { readonly actions: readonly Suggestion[] };
  readonly value?: string;
  readonly channelData?: object;
};

/** Facts of a journal entry that a part does not carry. */
export type Told = {
  readonly conversation: string;
  readonly brand: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly replyTo?: string;
};

/** Draws a part as an activity; `channelData.waypost` carries the rest for our own widget. */
export function activityOf(part: Part, told: Told): Activity {
  const offered = part.choices.length > 0 && part.draw !== 'numbered';
  return {
    type: 'message',
    id: part.id,
    timestamp: new Date(told.at).toISOString(),
    channelId: 'webchat',
    conversation: { id: told.conversation },
    from: { id: BOT, name: told.brand, role: 'bot' },
    text: part.text,
    textFormat: 'plain',
    locale: part.language,
    inputHint: part.choices.length > 0 ? 'expectingInput' : 'acceptingInput',
    ...(told.replyTo !== undefined && { replyToId: told.replyTo }),
    ...(offered && { suggestedActions: { actions: part.choices.map(suggestion) } }),
    channelData: {
      waypost: {
        direction: part.direction,
        language: part.language,
        marks: part.marks,
        draw: part.draw,
        choices: part.choices,
        ...(part.listButton !== undefined && { listButton: part.listButton }),
        ...(part.askLocation !== undefined && { askLocation: part.askLocation }),
        ...(part.urgent !== undefined && { urgent: part.urgent }),
        ...(part.erased !== undefined && { erased: part.erased }),
      },
    },
  };
}

function suggestion(choice: { readonly id: string; readonly label: string }): Suggestion {
  return {
    type: 'messageBack',
    title: choice.label,
    displayText: choice.label,
    text: choice.id,
    value: choice.id,
  };
}
