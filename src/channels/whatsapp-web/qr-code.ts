// Draws a text as a QR code, for a terminal or a page. The only file that imports the encoder.

import { encodeQR } from 'qr';

/** Lines for a dark or light terminal, in any font. */
export function qrForTerminal(text: string): string {
  return encodeQR(text, 'term', { ecc: 'low' });
}

/** `<svg …>…</svg>`, without scripts, styles or outside references. */
export function qrForPage(text: string): string {
  return encodeQR(text, 'svg', { ecc: 'low', border: 4 });
}
