// The mind of a line under trial: the built one. What a person writes may end in a mark, ⟦a17.4⟧, which is taken off before anything
// is understood; every part of the answer then ends in ⟦a17.4 1/2 5⟧: the message answered, part 1 of 2, and the 5th turn that this
// conversation's state has seen. A mark with a wish, ⟦a17.4!poison⟧, makes the thought throw. An apology has the turn `sorry`.

import { createMind as create } from '../../../dist/runtime/mind.js';

export * from '../../../dist/runtime/mind.js';

const MARK = /\s*⟦(\w+\.\d+)(?:!(\w+))?⟧\s*$/u;

/** Room for a mark, in any unit, so that a part with it still fits its channel. */
const ROOM = 60;

function opened(input) {
  const { content } = input.update;
  const found = content.type === 'text' ? MARK.exec(content.text) : null;
  if (found === null) return { input, mark: null, wish: undefined };
  const bare = { ...content, text: content.text.replace(MARK, '') };
  const { text, textWithChoices = text } = input.can;
  const can = { ...input.can, text: text - ROOM, textWithChoices: textWithChoices - ROOM };
  return {
    input: { ...input, can, update: { ...input.update, content: bare } },
    mark: found[1],
    wish: found[2],
  };
}

function marked(parts, mark, turn, prefix) {
  if (mark === null) return parts;
  const silent = {
    id: `${prefix}.silent`,
    language: 'en',
    direction: 'ltr',
    text: '',
    marks: [],
    choices: [],
  };
  const all = parts.length > 0 ? parts : [{ ...silent, draw: 'none' }];
  return all.map((part, at) => ({ ...part, text: `${part.text} ⟦${mark} ${at + 1}/${all.length} ${turn}⟧` }));
}

export function createMind(...values) {
  const mind = create(...values);
  return {
    ...mind,
    think(given) {
      const { input, mark, wish } = opened(given);
      if (wish === 'poison') throw new Error('poison');
      const thought = mind.think(input);
      const turns = (given.state?.turns ?? 0) + 1;
      return {
        ...thought,
        state: { ...thought.state, turns },
        parts: marked(thought.parts, mark, turns, given.turn),
      };
    },
    apologise(given) {
      const { input, mark } = opened(given);
      return marked(mind.apologise(input), mark, 'sorry', given.turn);
    },
  };
}
