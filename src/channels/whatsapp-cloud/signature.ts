// Proves that a body comes from Meta: an HMAC over the bytes as they arrived. Must not know what the bytes say.

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** True when `header` (`X-Hub-Signature-256`) is `sha256=` and the HMAC-SHA256 of exactly these bytes, in hex. */
export function isSigned(bytes: Uint8Array, header: unknown, appSecret: string): boolean {
  const hex = typeof header === 'string' ? /^sha256=([0-9a-f]{64})$/.exec(header)?.[1] : undefined;
  if (hex === undefined) return false;
  return timingSafeEqual(createHmac('sha256', appSecret).update(bytes).digest(), Buffer.from(hex, 'hex'));
}

/** Compares two secrets in a time that tells neither their content nor their length. */
export function isSame(one: unknown, other: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return typeof one === 'string' && timingSafeEqual(hash(one), hash(other));
}
