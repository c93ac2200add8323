// The command `understand`: what the line hears in an utterance, as JSON, for operators and other programs.
// Must not know how it is heard.

import { askedSlot, offeredChoices } from '../engine/listening.ts';
import { upgrade } from '../engine/upgrade.ts';
import type { Meaning } from '../model/meaning.ts';
import { createRenderer } from '../render/render.ts';
import type { Mind } from '../runtime/mind.ts';
import { type Answer, stringIn } from './json-lines.ts';

/** `{id, text, language?, state?}` → the fields of docs/reference.md; with `explain`, also what every listener heard. */
export function understandLine(mind: Mind, explain: boolean): Answer {
  const renderer = createRenderer(mind.line);
  return (line) => {
    const id = line['id'] ?? null;
    const text = line['text'];
    if (typeof text !== 'string') return { id, error: 'text is missing or not a string' };
    const state = line['state'] === undefined ? null : upgrade(line['state']);
    if (line['state'] !== undefined && !state) return { id, error: 'state cannot be read' };
    const language = stringIn(line, 'language') ?? state?.lang;
    const offered = renderer.labels(offeredChoices(mind.line, state), language ?? mind.line.fallback);
    const slot = askedSlot(mind.line, state);
    const meaning = mind.triage.understand({
      text,
      offered,
      ...(language && { language }),
      ...(state?.evidence && { evidence: state.evidence }),
      ...(slot && { slot }),
    });
    return { id, ...described(meaning), ...(explain && explained(meaning)) };
  };
}

function described(meaning: Meaning): object {
  return {
    language: meaning.language?.code ?? null,
    languageConfidence: round(meaning.language?.confidence ?? 0),
    kind: meaning.kind === 'choice' ? 'none' : meaning.kind,
    topic: meaning.kind === 'urgent' || meaning.kind === 'topic' ? meaning.topic : null,
    intent: meaning.kind === 'intent' ? meaning.intent : null,
    confidence: round(meaning.confidence),
    alternatives: meaning.alternatives.map(({ topic, confidence }) => ({
      topic,
      confidence: round(confidence),
    })),
    decision: meaning.decision,
  };
}

/** Beyond the contract, for those who want to see what else was heard. */
function explained(meaning: Meaning): object {
  return {
    ...(meaning.kind === 'choice' && { choice: meaning.option }),
    ...(meaning.second && { second: meaning.second }),
    ...(meaning.spoken.among.length > 0 && { asksLanguage: meaning.spoken.among }),
    ...(Object.keys(meaning.heard).length > 0 && { heard: meaning.heard }),
    reasons: meaning.reasons(),
  };
}

function round(confidence: number): number {
  return Math.round(confidence * 1000) / 1000;
}
