// The ways to reach a service, one per line, each a link where the channel has links. Must not know the rest of a card.

import type { Phone, Service } from '../model/directory.ts';
import { isolate, isolateLine, leftToRight } from './bidi.ts';
import { mailHref, telHref, webHref } from './find-links.ts';
import { linked, plain, type RichText } from './rich-text.ts';
import { nameIn, say, sayValue, type Voice } from './voice.ts';

/** Phones, web, email, address: what is known of them. */
export function sayContacts(voice: Voice, service: Service): readonly RichText[] {
  const lines = service.phones.map((phone) => sayPhone(voice, phone));
  if (service.web) lines.push(line(voice, 'web', service.web, webHref(service.web)));
  if (service.email) lines.push(line(voice, 'email', service.email, mailHref(service.email)));
  if (service.address) {
    const value = isolateLine(sayValue(voice, service.address), voice.direction);
    lines.push(plain(say(voice, 'card:address', { value }) || value));
  }
  return lines;
}

function sayPhone(voice: Voice, { number, note }: Phone): RichText {
  const shown = leftToRight(sayValue(voice, number), voice.direction);
  const said = nameIn(voice, note);
  const value = said
    ? say(voice, 'card:with-note', { value: shown, note: isolate(said, voice.direction) })
    : shown;
  return linked(say(voice, 'card:phone', { value }) || value, shown, telHref(number));
}

function line(voice: Voice, name: string, address: string, href: string | null): RichText {
  const shown = leftToRight(sayValue(voice, address), voice.direction);
  return linked(say(voice, `card:${name}`, { value: shown }) || shown, shown, href);
}
