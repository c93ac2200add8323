// Spoils training text the way phones and hurried people do: accents lost, Arabic keyboards, typos. Must not know models.

import type { ModelledScript } from '../../src/triage/language-model/script-gate.ts';
import type { Chance } from './chance.ts';

const PLAIN: Readonly<Record<string, string>> = { ı: 'i', ß: 'ss', ł: 'l', đ: 'd', ø: 'o', œ: 'oe', æ: 'ae' };
const ARABIC_KEYBOARD: Readonly<Record<string, string>> = {
  ی: 'ي',
  ک: 'ك',
  ې: 'ي',
  ۍ: 'ي',
  ے: 'ي',
  ێ: 'ي',
  ہ: 'ه',
  ھ: 'ه',
  ە: 'ه',
  گ: 'ك',
  ګ: 'ك',
  ڵ: 'ل',
  ڕ: 'ر',
  ۆ: 'و',
  '\u200c': ' ',
};
const HAMZA: Readonly<Record<string, string>> = { أ: 'ا', إ: 'ا', آ: 'ا', ة: 'ه', ى: 'ي', ؤ: 'و', ئ: 'ي' };
const UKRAINIAN_KEYBOARD: Readonly<Record<string, string>> = { ґ: 'г', ё: 'е', "'": '' };

function swap(text: string, table: Readonly<Record<string, string>>): string {
  let out = '';
  for (const letter of text) out += table[letter] ?? letter;
  return out;
}

/** `größe, çok, być` → `grosse, cok, byc`. */
export function withoutAccents(text: string): string {
  return swap(text, PLAIN)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .normalize('NFC');
}

function typo(text: string, chance: Chance): string {
  if (text.length < 4) return text;
  const at = 1 + chance.below(text.length - 2);
  const kind = chance.next();
  if (kind < 0.4) return text.slice(0, at) + text.slice(at + 1);
  if (kind < 0.8) return text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);
  return text.slice(0, at) + text[at] + text.slice(at);
}

/** The text as someone else might have typed it; often unchanged. */
export function spoil(text: string, script: ModelledScript, chance: Chance): string {
  let out = text;
  const draw = chance.next();
  if (script === 'Latin' && draw < 0.3) out = withoutAccents(out);
  if (script === 'Arabic') {
    if (draw < 0.15) out = swap(out, ARABIC_KEYBOARD);
    else if (draw < 0.3) out = swap(out, HAMZA).replaceAll('\u200c', draw < 0.22 ? '' : ' ');
  }
  if (script === 'Cyrillic' && draw < 0.15) out = swap(out, UKRAINIAN_KEYBOARD);
  if (chance.next() < 0.07) out = typo(out, chance);
  return out.trim() === '' ? text : out;
}
