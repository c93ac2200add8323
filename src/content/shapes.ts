// The shapes that a single written value can have: phone, date, place id … Must not know which key holds it.

import type { ProblemCode } from './problem-codes.ts';

/** One shape: the test, and what to say when it fails. `pattern` is for editors. */
export type Shape = {
  readonly code: ProblemCode;
  readonly test: (value: string) => boolean;
  readonly pattern?: RegExp;
  readonly is: string;
  readonly hint: string;
};

const byPattern = (code: ProblemCode, pattern: RegExp, is: string, hint: string): Shape => ({
  code,
  pattern,
  test: (value) => pattern.test(value),
  is,
  hint,
});

const ID = 'Use small letters a to z, digits and hyphens, for example "de-hh-advice".';
const PHONE = /^\+?\d[\d ()/.-]*\d$/;
const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;

export const SHAPES = {
  text: {
    code: 'content/empty-text',
    test: (value) => value.trim() !== '' && !/^(~|null)$/i.test(value.trim()),
    is: 'a text',
    hint: 'Write the text, or remove the line.',
  },
  withoutMarkup: {
    code: 'content/markup',
    test: (value) => markupIn(value) === null,
    is: 'a text without HTML tags',
    hint: 'Write plain words; channels draw them as they stand.',
  },
  withoutValues: {
    code: 'content/value-not-filled',
    test: (value) => !/\{\{|\}\}/.test(value),
    is: 'a text without {{values}}',
    hint: 'Write the words themselves; {{values}} belong into locales/.',
  },
  id: byPattern('content/bad-id', /^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id', ID),
  placeId: byPattern(
    'content/bad-id',
    /^(europe|[a-z]{2}(\/[a-z0-9]+(-[a-z0-9]+)*)*)$/,
    'a place id',
    'Write the path from the country down, for example "de" or "de/hamburg".',
  ),
  topicCode: byPattern(
    'content/bad-id',
    /^[a-z]+\.[a-z]+(_[a-z]+)*$/,
    'a topic code',
    'Write group and topic with a dot between them, for example "biz.right".',
  ),
  phone: {
    code: 'content/bad-phone',
    pattern: PHONE,
    test: (value) => PHONE.test(value) && between(value.replace(/\D/g, '').length, 3, 15),
    is: 'a phone number',
    hint: 'Write digits and spaces as one dials them, with + before a country code, and put the number in quotes.',
  },
  url: {
    code: 'content/bad-url',
    pattern: /^https?:\/\//,
    test: isWebAddress,
    is: 'a web address',
    hint: 'Write the whole address with https:// at the beginning.',
  },
  email: byPattern(
    'content/bad-email',
    /^[^\s@<>"]+@[^\s@<>".]+(\.[^\s@<>".]+)+$/,
    'an e-mail address',
    'Write one address, for example "info@example.org".',
  ),
  date: {
    code: 'content/bad-date',
    pattern: DATE,
    test: (value) => DATE.test(value) && isCalendarDate(value),
    is: 'a date',
    hint: 'Write "2026-11-22", or "2026-11" or "2026" if no more is known.',
  },
  day: {
    code: 'content/bad-date',
    pattern: /^\d{4}-\d{2}-\d{2}$/,
    test: (value) => value.length === 10 && DATE.test(value) && isCalendarDate(value),
    is: 'a day',
    hint: 'Write year, month and day, for example "2026-11-22".',
  },
  time: byPattern(
    'content/bad-time',
    /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/,
    'a time',
    'Write hours and minutes with two digits each, for example "09:30".',
  ),
  latitude: degrees(90, 'a latitude', 'Write degrees north, for example "53.55".'),
  longitude: degrees(180, 'a longitude', 'Write degrees east, for example "10.00"; west is negative.'),
  timeZone: {
    code: 'content/bad-time-zone',
    test: isTimeZone,
    is: 'a time zone',
    hint: 'Write a name such as "Europe/Paris".',
  },
  language: {
    code: 'content/bad-language',
    pattern: /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
    test: isLanguage,
    is: 'a language code',
    hint: 'Write a code of ISO 639, for example "ar" for Arabic or "uk" for Ukrainian.',
  },
  wholeNumber: byPattern(
    'content/bad-number',
    /^(0|[1-9]\d{0,5})$/,
    'a whole number',
    'Write digits only, for example "24".',
  ),
  colour: byPattern(
    'content/bad-colour',
    /^#[0-9a-fA-F]{6}$/,
    'a colour',
    'Write "#" and six digits or letters a to f, in quotes, for example "#1a5f7a".',
  ),
  duration: byPattern(
    'content/bad-duration',
    /^[1-9]\d{0,3} (minute|hour|day)s?$/,
    'a length of time',
    'Write a number and minutes, hours or days, for example "30 minutes".',
  ),
} as const satisfies Readonly<Record<string, Shape>>;

/** The first HTML tag or entity in a text, or null. */
export function markupIn(value: string): string | null {
  return /<\/?[a-z][a-z0-9-]*(\s[^<>]*)?\/?>|&([a-z]{2,8}|#\d+|#x[\da-f]+);/i.exec(value)?.[0] ?? null;
}

export type ShapeName = keyof typeof SHAPES;

function between(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

function degrees(most: number, is: string, hint: string): Shape {
  const pattern = /^-?\d{1,3}(\.\d+)?$/;
  return {
    code: 'content/bad-coordinate',
    pattern,
    test: (value) => pattern.test(value) && between(Number(value), -most, most),
    is,
    hint,
  };
}

function isWebAddress(value: string): boolean {
  if (!/^https?:\/\/[^\s<>"]+$/.test(value) || !URL.canParse(value)) return false;
  const { hostname, username, password } = new URL(value);
  return username === '' && password === '' && /^([^.]+\.)+[^.]{2,}$/.test(hostname);
}

function isCalendarDate(value: string): boolean {
  const [year, month = 1, day = 1] = value.split('-').map(Number);
  const date = new Date(Date.UTC(year!, month - 1, day));
  return between(year!, 1900, 2199) && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function isTimeZone(value: string): boolean {
  if (!/^[A-Z][A-Za-z_]+(\/[A-Za-z_+-]+)+$/.test(value)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
const known = new Map<string, boolean>();

function isLanguage(value: string): boolean {
  let answer = known.get(value);
  if (answer === undefined) {
    answer = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(value) && hasName(value);
    known.set(value, answer);
  }
  return answer;
}

function hasName(code: string): boolean {
  try {
    return languageNames.of(code) !== undefined;
  } catch {
    return false;
  }
}
