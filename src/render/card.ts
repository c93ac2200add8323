// One service as a card of text: what it is, why it is shown, how to reach it, how sure we are, where we know it from.
// Must not know how services are found.

import type { Service } from '../model/directory.ts';
import type { Card } from '../model/message.ts';
import type { Capabilities } from '../model/part.ts';
import type { Reason } from '../model/signposting.ts';
import { isolate, isolateLine, leftToRight } from './bidi.ts';
import { sayContacts } from './card-contact.ts';
import { oneLine } from './clean-text.ts';
import { hostOf, webHref } from './find-links.ts';
import { sayHours } from './hours-text.ts';
import { bold, EMPTY, join, linked, plain, type RichText } from './rich-text.ts';
import { nameIn, placeName, say, sayList, sayValue, type Voice } from './voice.ts';

/** The card in a person's language; null when the line has no such service any more. */
export function drawCard(voice: Voice, card: Card, can: Pick<Capabilities, 'markup'>): RichText | null {
  const service = voice.line.services.get(card.service);
  if (!service) return null;
  const organisation = voice.line.organisations.get(service.organisation);
  const head = [
    bold(isolateLine(oneLine(nameIn(voice, service.name)), voice.direction)),
    plain(organisation ? isolateLine(sayValue(voice, organisation.name), voice.direction) : ''),
    plain(sayReasons(voice, card)),
  ];
  const what = [
    plain(isolateLine(nameIn(voice, service.offers), voice.direction)),
    field(voice, 'for', nameIn(voice, service.whoFor)),
    field(voice, 'where', sayWhere(voice, service)),
    field(voice, 'languages', sayLanguages(voice, service)),
    field(voice, 'cost', sayCost(voice, service)),
    field(
      voice,
      'bring',
      sayList(
        voice,
        service.documents.map((text) => nameIn(voice, text)),
      ),
    ),
    field(voice, 'hours', sayHours(voice, service.hours)),
  ];
  const trust = [
    // A public number needs no asking first.
    plain(service.status === 'standing' ? '' : sayUnknown(voice, service)),
    plain(sayFreshness(voice, service, card.freshness)),
    plain(card.pairedWith ? say(voice, 'card:paired', { service: serviceName(voice, card.pairedWith) }) : ''),
    saySource(voice, service, can),
  ];
  const paragraphs = [head, what, sayContacts(voice, service), trust].map((lines) => join(lines, '\n'));
  return join(paragraphs, '\n\n');
}

/** `Cost: free`; nothing when there is nothing to say. */
function field(voice: Voice, name: string, value: string): RichText {
  if (!value) return EMPTY;
  const shown = isolateLine(value, voice.direction);
  return plain(say(voice, `card:${name}`, { value: shown }) || shown);
}

function sayReasons(voice: Voice, card: Card): string {
  const reasons = card.reasons.map((reason) => sayReason(voice, reason));
  const saysPair = card.reasons.some(({ why }) => why === 'support-for');
  if (card.pairOf && !saysPair) {
    reasons.push(sayReason(voice, { why: 'support-for', service: card.pairOf }));
  }
  const all = reasons.filter(Boolean).join(' · ');
  return all ? say(voice, 'card:why', { reasons: all }) : '';
}

function sayReason(voice: Voice, reason: Reason): string {
  const value = (text: string) => ({ value: isolate(text, voice.direction) });
  switch (reason.why) {
    case 'in':
      return say(voice, 'card:reason.in', value(placeName(voice, reason.place)));
    case 'speaks':
      return say(voice, 'card:reason.speaks', value(sayValue(voice, { language: reason.language })));
    case 'checked':
      return say(voice, 'card:reason.checked', value(sayValue(voice, { date: reason.date })));
    case 'support-for':
      return say(voice, 'card:reason.support-for', { value: serviceName(voice, reason.service) });
    case 'free':
    case 'online':
    case 'open-now':
    case 'women-only':
    case 'for-status':
    case 'own-support':
    case 'europe-wide':
      return say(voice, `card:reason.${reason.why}`);
    default:
      return reason satisfies never;
  }
}

function serviceName(voice: Voice, id: string): string {
  const service = voice.line.services.get(id);
  const organisation = service && voice.line.organisations.get(service.organisation)?.name;
  const name = oneLine(nameIn(voice, service?.name));
  // The organisation is what people find on a door.
  const full = organisation && !name.includes(organisation) ? `${name} (${organisation})` : name;
  return isolate(full, voice.direction);
}

function sayWhere(voice: Voice, service: Service): string {
  const places = sayList(
    voice,
    service.coverage.map((place) => placeName(voice, place)),
  );
  return withNote(voice, places, nameIn(voice, service.coverageNote));
}

function sayLanguages(voice: Voice, service: Service): string {
  const names = sayList(
    voice,
    service.languages.map((code) => sayValue(voice, { language: code })),
  );
  return withNote(voice, names, nameIn(voice, service.languagesNote));
}

function sayCost(voice: Voice, { cost }: Service): string {
  const note = nameIn(voice, cost.note);
  // "Loan", "Mixed": the note says it better than the kind.
  if (cost.kind === 'unknown' || (note && cost.kind !== 'free')) return note;
  return withNote(voice, say(voice, `card:cost-kind.${cost.kind}`), note);
}

function withNote(voice: Voice, value: string, note: string): string {
  if (!value || !note || value === note) return value || note;
  return say(voice, 'card:with-note', { value, note: isolate(note, voice.direction) });
}

function sayUnknown(voice: Voice, service: Service): string {
  const reachable = hasDesk(service) || service.web !== undefined || service.address !== undefined;
  const unknown = [
    !reachable && 'contact',
    service.hours.length === 0 && !service.online && 'hours',
    service.cost.kind === 'unknown' && !service.cost.note && 'cost',
    service.languages.length === 0 && !service.languagesNote && 'languages',
  ].filter((name) => name !== false);
  if (unknown.length === 0) return '';
  const list = sayList(
    voice,
    unknown.map((name) => say(voice, `card:unknown-name.${name}`)),
  );
  return say(voice, reachable ? 'card:unknown' : 'card:unknown-contact', { list });
}

function sayFreshness(voice: Voice, service: Service, freshness: Card['freshness']): string {
  switch (freshness) {
    case 'fresh':
      return '';
    case 'call-first':
      return say(voice, 'card:call-first');
    case 'unconfirmed':
      if (service.status === 'standing') return say(voice, 'card:standing');
      return say(voice, hasDesk(service) ? 'card:unconfirmed' : 'card:unconfirmed-no-desk');
    default:
      return freshness satisfies never;
  }
}

/** Somebody can be asked before going. */
function hasDesk(service: Service): boolean {
  return service.phones.length > 0 || service.email !== undefined;
}

/** Its host, linked; the whole address where there are no links, so that the fact can still be traced. */
function saySource(voice: Voice, { source }: Service, can: Pick<Capabilities, 'markup'>): RichText {
  const url = sayValue(voice, source.url);
  const href = can.markup === 'ranges' ? webHref(url) : null;
  const shown = leftToRight(href === null ? url : hostOf(url), voice.direction);
  const text = source.date
    ? say(voice, 'card:source', { source: shown, date: sayValue(voice, { date: source.date }) })
    : say(voice, 'card:source-undated', { source: shown });
  return linked(text, shown, href);
}
