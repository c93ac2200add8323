// Draws a text as a QR code, for a terminal or a page. The only file that imports the encoder.

import { encodeQR } from 'qr';

/** Lines of half blocks, white on black whatever the terminal's colours are; WhatsApp's codes fit into 80 columns. */
export function qrForTerminal(text: string): string {
  const lines = encodeQR(text, 'ascii', { ecc: 'low' }).trimEnd().split('\n');
  return lines.map((line) => `\u001b[97;40m${line}\u001b[0m`).join('\n');
}

/** `<svg …>…</svg>`, without scripts, styles or outside references. */
export function qrForPage(text: string): string {
  return encodeQR(text, 'svg', { ecc: 'low', border: 4 });
}
