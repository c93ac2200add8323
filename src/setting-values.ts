// Reads single settings and says in one line what is wrong with one, never the value. Must not know where settings come from.

import { Fault } from './model/fault.ts';

/** The value of a variable, or null when it is not set. */
export type ReadSetting = (name: string) => string | null;

/** @throws Fault `config/value` whose message names the variable and says what is expected. */
export function wrong(name: string, expected: string): never {
  throw new Fault('config/value', `${name} is wrong: ${expected}.`);
}

export function optional<T>(value: string | null, read: (value: string) => T): T | null {
  return value === null ? null : read(value);
}

export function secret(value: string, name: string): string {
  return value.length >= 16 ? value : wrong(name, 'at least 16 characters are expected');
}

/** An address with http or https, without query; comes back ending with `/`. */
export function webRoot(value: string, name: string): string {
  const parsed = URL.canParse(value) ? new URL(value) : null;
  const plain = parsed !== null && parsed.search === '' && parsed.hash === '' && parsed.username === '';
  if (!parsed || !plain || !['https:', 'http:'].includes(parsed.protocol)) {
    wrong(name, 'an address like https://example.org is expected');
  }
  return parsed.href.endsWith('/') ? parsed.href : `${parsed.href}/`;
}

/** True for the names of this machine, as in HOST or in a URL. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/.test(host);
}
