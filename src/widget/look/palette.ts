// Turns one brand colour into readable pairs; a colour that cannot be read is moved until it can. Must not know the DOM.

export const DEFAULT_COLOUR = '#0b6e63';
const LIGHT = '#ffffff';
const DARK = '#000000';

type Rgb = readonly [number, number, number];

function parse(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function luminance(hex: string): number {
  const [r, g, b] = parse(hex).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

/** WCAG contrast of two `#rrggbb` colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high! + 0.05) / (low! + 0.05);
}

/** The colour if it is `#rrggbb`, else the default. */
export function readColour(colour: unknown): string {
  return typeof colour === 'string' && /^#[0-9a-f]{6}$/i.test(colour) ? colour : DEFAULT_COLOUR;
}

/** White or black, whichever can be read on `colour`. */
export function onColour(colour: string): string {
  return contrast(colour, LIGHT) >= 4.5 ? LIGHT : DARK;
}

/** `colour` moved towards white or black until it has `ratio` on `ground`. */
export function readableOn(colour: string, ground: string, ratio = 4.5): string {
  const goal = luminance(ground) > 0.18 ? 0 : 255;
  let rgb: Rgb = parse(colour);
  const hex = () => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
  for (let step = 0; step < 40 && contrast(hex(), ground) < ratio; step += 1) {
    rgb = rgb.map((part) => part + (goal - part) * 0.1) as unknown as Rgb;
  }
  return hex();
}
