// Classifiers of topics under one form: ours, natural with its defaults and with our words, nlp.js. Must not know the texts.

import { createRequire } from 'node:module';
import type { LanguageCode } from '../../src/model/language.ts';
import { normalise, wordsOf } from '../../src/triage/normalise.ts';
import type { Concepts } from '../../src/triage/topics/concepts.ts';
import { openTopics } from '../../src/triage/topics/hear-topics.ts';
import { NONE } from '../../src/triage/topics/labels.ts';
import type { Article, Phrase } from '../../src/triage/topics/lessons.ts';
import { learnTopics } from '../../src/triage/topics/train.ts';

const require = createRequire(import.meta.url);

export type Example = {
  readonly label: string;
  readonly language: LanguageCode;
  /** As written. */
  readonly text: string;
};
/** Labels best first, and how far the first is to be believed: comparable only within one engine. */
export type Answer = { readonly labels: readonly string[]; readonly belief: number };
export type Classifier = (text: string, language: LanguageCode) => Answer | Promise<Answer>;
export type Engine = {
  readonly name: string;
  /** `none` are everyday sentences outside all labels; `articles` the texts that the labels are about. */
  train(
    examples: readonly Example[],
    none: readonly Example[],
    articles: readonly Article[],
    concepts: Concepts,
  ): Promise<Classifier>;
};

/** The learner that a line uses, on any examples. */
export const ours: Engine = {
  name: 'ours',
  async train(examples, none, articles, concepts) {
    const counts = new Map<string, number>();
    const phrases = [...examples, ...none.map((text) => ({ ...text, label: NONE }))].map(
      ({ label, language, text }): Phrase => {
        const position = counts.get(label + language) ?? 0;
        counts.set(label + language, position + 1);
        return { label, language, text: normalise(text), position };
      },
    );
    const lessons = { phrases, articles, alikes: [], concepts };
    const learning = learnTopics(lessons);
    let step = learning.next();
    while (step.done !== true) step = learning.next();
    const hear = openTopics(step.value!.learned, lessons);
    return (text) => {
      const { topics, outside } = hear(wordsOf(normalise(text)));
      return {
        labels: topics.map(({ topic }) => topic),
        belief: outside ? 0 : (topics[0]?.confidence ?? 0),
      };
    };
  },
};

type Bayes = {
  addDocument(document: string | string[], label: string): void;
  train(): void;
  getClassifications(document: string | string[]): { label: string; value: number }[];
};

function natural(name: string, form: (text: string) => string | string[]): Engine {
  return {
    name,
    async train(examples) {
      const Classifier = require('natural/lib/natural/classifiers/bayes_classifier.js') as new () => Bayes;
      const byLanguage = new Map<LanguageCode, Bayes>();
      for (const { label, language, text } of examples) {
        const bayes = byLanguage.get(language) ?? new Classifier();
        byLanguage.set(language, bayes);
        bayes.addDocument(form(text), label);
      }
      for (const bayes of byLanguage.values()) bayes.train();
      return (text, language) => {
        const ranked = (byLanguage.get(language) ?? [...byLanguage.values()][0])!.getClassifications(
          form(text),
        );
        const total = ranked.reduce((sum, { value }) => sum + value, 0);
        return {
          labels: ranked.slice(0, 5).map(({ label }) => label),
          belief: total === 0 ? 0 : ranked[0]!.value / total,
        };
      };
    },
  };
}

/** An nlp.js that knows the five languages it has packages for here; `settings` are its own. */
export function newNlp(settings: object) {
  const { containerBootstrap } = require('@nlpjs/core');
  const { Nlp } = require('@nlpjs/nlp');
  const container = containerBootstrap();
  for (const name of ['en-min', 'de', 'fr', 'ar', 'uk']) {
    const language = name.slice(0, 2);
    container.use(require(`@nlpjs/lang-${name}`)[`Lang${language[0]!.toUpperCase()}${language[1]}`]);
  }
  const nlp = new Nlp({ container, autoSave: false, autoLoad: false, ...settings });
  nlp.settings.calculateSentiment = false;
  return nlp;
}

const nlpJs: Engine = {
  name: 'nlp.js',
  async train(examples) {
    const nlp = newNlp({ nlu: { log: false, useNoneFeature: false } });
    const languages = new Set(examples.map(({ language }) => language));
    for (const language of languages) nlp.addLanguage(language);
    for (const { language, text, label } of examples) nlp.addDocument(language, text, label);
    await nlp.train();
    const [first] = languages;
    return async (text, language) => {
      const { classifications } = await nlp.process(languages.has(language) ? language : first, text);
      const ranked = classifications as { intent: string; score: number }[];
      return { labels: ranked.slice(0, 5).map(({ intent }) => intent), belief: ranked[0]?.score ?? 0 };
    };
  },
};

export const ENGINES: readonly Engine[] = [
  natural('natural, defaults', (text) => text),
  natural('natural, our words', (text) => [...wordsOf(normalise(text))]),
  nlpJs,
  ours,
];
