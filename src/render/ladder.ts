// Buttons, else a list, else numbered lines: decided by what a channel can draw, never by which it is. No label is cut.

import type { Capabilities, DrawnChoice, Part } from '../model/part.ts';
import { isolate } from './bidi.ts';
import { fits } from './measure.ts';
import type { Voice } from './voice.ts';

export type Draw = Part['draw'];

type Room = Pick<Capabilities, 'buttons' | 'buttonLabel' | 'listRows' | 'listLabel' | 'unit'>;

/** The first rung on which all choices fit, in number and length. */
export function drawAs(choices: readonly DrawnChoice[], can: Room): Draw {
  if (choices.length === 0) return 'none';
  const allFit = (limit: number) => choices.every(({ label }) => fits(label, limit, can.unit));
  if (choices.length <= can.buttons && allFit(can.buttonLabel)) return 'buttons';
  if (choices.length <= can.listRows && allFit(can.listLabel)) return 'list';
  return 'numbered';
}

/** `1. Hamburg` and so on, in the digits usual in the language; any script's digits are understood in the answer. */
export function numberedLines(choices: readonly DrawnChoice[], voice: Voice): string {
  const digits = new Intl.NumberFormat(voice.language, { useGrouping: false });
  return choices
    .map(({ label }, at) => `${digits.format(at + 1)}. ${isolate(label, voice.direction)}`)
    .join('\n');
}
