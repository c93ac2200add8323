// A part as messages of the Cloud API, within Meta's documented limits. Must not know how they are sent.

import type { DrawnChoice, Part } from '../../model/part.ts';
import { literal } from '../whatsapp-markup.ts';

/** The body of one message, without recipient. */
export type Drawn = Readonly<Record<string, unknown>> & { readonly type: 'text' | 'interactive' };

const LIMITS = {
  text: 4_096,
  body: 1_024,
  buttons: 3,
  buttonTitle: 20,
  buttonId: 256,
  rows: 10,
  rowTitle: 24,
  rowId: 200,
  listButton: 20,
} as const;

/**
 * One message; two when both choices and the location are asked for. Render keeps the limits; what it could not know, such as two
 * buttons with the same words, is mended here.
 */
export function drawPart(part: Part): readonly Drawn[] {
  const { text, draw } = part;
  const tapped = draw === 'buttons' || draw === 'list';
  if (!part.askLocation) return drawChoices(part);
  if (!tapped && isBody(text)) return [locationRequest(text)];
  // WhatsApp writes "send location" on the button itself, in the language of the phone.
  return [...drawChoices(part), locationRequest('📍')];
}

function drawChoices({ text, draw, choices, listButton }: Part): readonly Drawn[] {
  switch (draw) {
    case 'none':
    case 'numbered':
      return [plain(text)];
    case 'buttons':
      return fitsButtons(text, choices) ? [buttons(text, choices)] : asLines(text, choices);
    case 'list':
      return fitsList(text, choices) ? [list(text, choices, listButton)] : asLines(text, choices);
    default:
      return draw satisfies never;
  }
}

function plain(body: string): Drawn {
  return { type: 'text', text: { preview_url: false, body: literal(body) } };
}

function buttons(text: string, choices: readonly DrawnChoice[]): Drawn {
  const action = {
    buttons: choices.map(({ id, label }) => ({ type: 'reply', reply: { id, title: label } })),
  };
  return { type: 'interactive', interactive: { type: 'button', body: { text: literal(text) }, action } };
}

function list(text: string, choices: readonly DrawnChoice[], button: string | undefined): Drawn {
  const label = button && button.length <= LIMITS.listButton ? button : '☰';
  const rows = choices.map(({ id, label: title }) => ({ id, title }));
  const action = { button: label, sections: [{ rows }] };
  return { type: 'interactive', interactive: { type: 'list', body: { text: literal(text) }, action } };
}

function locationRequest(text: string): Drawn {
  return {
    type: 'interactive',
    interactive: {
      type: 'location_request_message',
      body: { text: literal(text) },
      action: { name: 'send_location' },
    },
  };
}

function fitsButtons(text: string, choices: readonly DrawnChoice[]): boolean {
  const titles = new Set(choices.map(({ label }) => label));
  return (
    isBody(text) &&
    choices.length <= LIMITS.buttons &&
    titles.size === choices.length &&
    fitting(choices, LIMITS.buttonTitle, LIMITS.buttonId)
  );
}

function fitsList(text: string, choices: readonly DrawnChoice[]): boolean {
  return isBody(text) && choices.length <= LIMITS.rows && fitting(choices, LIMITS.rowTitle, LIMITS.rowId);
}

function fitting(choices: readonly DrawnChoice[], title: number, id: number): boolean {
  const ids = new Set(choices.map((choice) => choice.id));
  return (
    ids.size === choices.length &&
    choices.every(
      (choice) => choice.label.trim() !== '' && choice.label.length <= title && choice.id.length <= id,
    )
  );
}

function isBody(text: string): boolean {
  return text.trim() !== '' && text.length <= LIMITS.body;
}

/** Two choices with the same words cannot be buttons: as lines they are told apart by their numbers. */
function asLines(text: string, choices: readonly DrawnChoice[]): readonly Drawn[] {
  const lines = choices.map(({ label }, at) => `${at + 1}. ${label}`).join('\n');
  const together = `${text}\n\n${lines}`;
  const bodies = together.length <= LIMITS.text ? [together] : [text, lines];
  return bodies.map(plain);
}
