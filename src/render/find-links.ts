// Finds what must stay in one piece inside a text: web addresses, email addresses, phone numbers.
// Must not know how they are drawn.

export type Found = {
  readonly kind: 'web' | 'email' | 'number';
  readonly start: number;
  readonly end: number;
};

const WEB = /https?:\/\/[^\s<>"\u2066-\u2069]+/g;
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
/** `+49 40 123`, `116 016`, `0800-123456`: groups of digits that belong together. */
const NUMBER = /(?:\+\d{1,3}|\(?\d{2,}\)?)(?:[ \u00a0\u202f./-]\(?\d{2,}\)?)+|\+\d{5,}/g;
/** A sentence may end right after an address. */
const TAIL = /[.,;:!?…)\]'’»”،؛؟。]+$/;

/** All finds in order; they do not overlap, an address wins over a number inside it. UTF-16 positions. */
export function findLinks(text: string): readonly Found[] {
  const found: Found[] = [];
  for (const [kind, pattern] of [
    ['web', WEB],
    ['email', EMAIL],
    ['number', NUMBER],
  ] as const) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + (kind === 'web' ? match[0].replace(TAIL, '') : match[0]).length;
      if (!found.some((other) => start < other.end && other.start < end)) found.push({ kind, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Where a link may lead: https, mailto and tel; null for anything else. */
export function webHref(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return url.protocol === 'https:' && !url.username && !url.password ? url.href : null;
}

/** `+49 40 123` → `tel:+4940123`; null when it is not one plain number. */
export function telHref(number: string): string | null {
  if (!/^\+?[\d\s\u00a0().-]{2,}$/.test(number)) return null;
  return `tel:${number.replace(/[^\d+]/g, '')}`;
}

export function mailHref(address: string): string | null {
  return /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(address) ? `mailto:${address}` : null;
}

/** `https://www.example.org/long/path` → `example.org`; the address itself when it has no host. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : address;
}
