// Gives the site's colour to the style sheet, in pairs that can be read by day and by night. Must not know the sheet's rules.

import { onColour, readableOn } from '../look/palette.ts';

/** Grounds of look/tokens.css on which the colour is used as ink. */
const DAY = '#f3ece0';
const NIGHT = '#2a3132';

export function paint(colour: string): void {
  const { style } = document.documentElement;
  style.setProperty('--brand', colour);
  style.setProperty('--on-brand', onColour(colour));
  style.setProperty('--ink-day', readableOn(colour, DAY));
  style.setProperty('--ink-night', readableOn(colour, NIGHT, 7));
}
