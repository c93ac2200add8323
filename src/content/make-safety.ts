// safety/ → the fixed texts and numbers for danger. Must not know how a danger is recognised.

import type { LanguageCode, Review } from '../model/language.ts';
import { contains, EUROPE } from '../model/place.ts';
import type { Safety, SafetyNumber, SafetyText } from '../model/safety.ts';
import { isDanger, type TopicCode } from '../model/topic.ts';
import { checkNumbersInTexts } from './check-safety-texts.ts';
import { type Entry, entriesOf } from './entries.ts';
import { checkKnown, type Known } from './known-names.ts';
import type { ServiceEntry } from './make-service.ts';
import { didYouMean, listed } from './nearest.ts';
import type { ContentFiles } from './read-files.ts';
import type { Report } from './report.ts';
import { makeReview } from './review.ts';
import type { SafetyNumbersFile } from './schemas/safety-file.ts';

type Context = {
  readonly files: ContentFiles;
  readonly languages: readonly LanguageCode[];
  readonly known: Known;
  readonly services: ReadonlyMap<string, ServiceEntry>;
  readonly report: Report;
};

type NumberEntry = Entry<SafetyNumbersFile['numbers'][number]>;
type TextsByLanguage = Map<LanguageCode, Map<TopicCode, SafetyText>>;

export function makeSafety(context: Context): Safety {
  const list = {
    key: 'numbers',
    idKey: 'id',
    noun: 'number',
    of: (data: SafetyNumbersFile) => data.numbers,
    idOf: (number: SafetyNumber) => number.id,
  };
  const numbers = entriesOf(context.files.of('safety-numbers'), list, context.report);
  for (const entry of numbers.values()) checkNumber(entry, context);
  const texts: TextsByLanguage = new Map();
  const review = new Map<LanguageCode, Review>();
  for (const { data, names, source } of context.files.of('safety')) {
    if (data.language !== names['language']) {
      const message = `This file is for "${data.language}", but it is called "${names['language']}.yaml".`;
      context.report(
        'content/name-not-file',
        source.at(['language']),
        message,
        'Give both the same language.',
      );
    }
    const mine = texts.get(data.language) ?? new Map<TopicCode, SafetyText>();
    for (const [topic, forms] of Object.entries(data.texts)) {
      mine.set(topic, { topic, ...forms });
      checkDanger(topic, source.keyAt(['texts', topic]), context);
    }
    texts.set(data.language, mine);
    review.set(data.language, makeReview(data.review));
  }
  checkNumbersInTexts(context.files, numbersEverywhere(numbers.values(), context.services), context.report);
  checkComplete(context, texts);
  return { numbers: [...numbers.values()].map(({ data }) => data), texts, review };
}

/** A number that holds in all of Europe may be named in a text: it is right wherever the text is read. */
function numbersEverywhere(
  numbers: Iterable<NumberEntry>,
  services: ReadonlyMap<string, ServiceEntry>,
): ReadonlySet<string> {
  const wide = [...numbers].filter(({ data }) => data.places.includes(EUROPE));
  // Those of the service too: when the two differ, that is told once and not again in every text.
  const phones = wide.flatMap(({ data }) => services.get(data.service)?.data.contact?.phones ?? []);
  return new Set([...wide.map(({ data }) => data.number), ...phones.map(({ number }) => number)]);
}

function checkDanger(
  topic: TopicCode,
  place: ReturnType<NumberEntry['at']>,
  { known, report }: Context,
): void {
  if (!checkKnown(report, 'content/unknown-topic', place, topic, known.topics) || isDanger(topic)) return;
  const dangers = [...(known.topics ?? [])].filter(isDanger);
  const hint = didYouMean(topic, dangers, `Dangers: ${listed(dangers)}.`);
  report('content/not-a-danger', place, `"${topic}" is not a danger.`, hint);
}

function checkNumber(entry: NumberEntry, context: Context): void {
  const { data, at } = entry;
  const { known, services, report } = context;
  data.topics.forEach((topic, index) => {
    checkDanger(topic, at(['topics', index]), context);
  });
  data.places.forEach((place, index) => {
    checkKnown(report, 'content/unknown-place', at(['places', index]), place, known.places);
  });
  if (!checkKnown(report, 'content/unknown-service', at(['service']), data.service, known.services)) return;
  const service = services.get(data.service);
  if (!service) return;
  if (service.data.status === 'ended') {
    const message = `The service "${data.service}" has ended, so its number must not be given.`;
    return report(
      'content/ended-safety-service',
      at(['service']),
      message,
      'Remove the number, or name the service that has it now.',
    );
  }
  data.places.forEach((place, index) => {
    if (service.data.coverage.some((covered) => contains(covered, place))) return;
    const covered = service.data.coverage.join(', ');
    const message = `The service "${data.service}" covers ${covered}, not "${place}".`;
    const hint = 'Correct the place here or the coverage of the service, after its source.';
    report('content/safety-number-elsewhere', at(['places', index]), message, hint);
  });
  const digits = (number: string) => number.replace(/\D/g, '');
  const phones = (service.data.contact?.phones ?? []).map(({ number }) => number);
  if (phones.some((phone) => digits(phone) === digits(data.number))) return;
  const has = phones.length > 0 ? phones.map((phone) => `"${phone}"`).join(', ') : 'no phone';
  const message = `The service "${data.service}" has ${has}, not "${data.number}".`;
  report(
    'content/safety-number-differs',
    at(['number']),
    message,
    'Correct the number here or in the service, after its source.',
  );
}

/** Every danger needs its text in every language; a second form in one language needs it in all. */
function checkComplete({ files, languages, known, report }: Context, texts: TextsByLanguage): void {
  const dangers = [...(known.topics ?? [])].filter(isDanger);
  const second = dangers.filter((danger) =>
    [...texts.values()].some((mine) => mine.get(danger)?.second !== undefined),
  );
  for (const language of languages) {
    const mine = texts.get(language);
    const file = files.of('safety').findLast(({ data }) => data.language === language);
    if (!mine || !file) continue;
    for (const danger of dangers) {
      const found = mine.get(danger);
      const message = `The fixed text of "${danger}" is missing in "${language}".`;
      if (!found) {
        report(
          'content/missing-safety-text',
          file.source.keyAt(['texts']),
          message,
          `Add "${danger}:" with "text:" and "doubt:".`,
        );
      } else if (second.includes(danger) && found.second === undefined) {
        const place = file.source.keyAt(['texts', danger]);
        report(
          'content/missing-safety-text',
          place,
          `The second text of "${danger}" is missing in "${language}".`,
          'Add "second:".',
        );
      }
    }
  }
}
