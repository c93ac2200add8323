// The command `diagram`: dialogs as a Mermaid flowchart, to paste into any Markdown page. Must not know texts.

import type { Condition, Dialog, Step, StepId, WrittenChoice } from '../model/dialog.ts';
import type { Line } from '../model/line.ts';

/** One dialog, or all of them. Null when there is no dialog of that name. */
export function diagram(line: Line, only?: string): string | null {
  const dialogs = [...line.dialogs.values()].filter(({ name }) => only === undefined || name === only);
  if (dialogs.length === 0) return null;
  const boxes = dialogs.map(
    ({ name, steps }) =>
      `  subgraph ${node(name)}["${name}"]\n${steps.map((step) => `    ${shape(step)}`).join('\n')}\n  end`,
  );
  const drawn = new Set(dialogs.flatMap(({ steps }) => steps.map(({ id }) => id)));
  const arrows = dialogs.flatMap((dialog) =>
    dialog.steps.flatMap((step, index) => arrowsOf(dialog, step, index, drawn)),
  );
  return ['flowchart TD', ...boxes, ...arrows.map((arrow) => `  ${arrow}`), ''].join('\n');
}

function arrowsOf(dialog: Dialog, step: Step, index: number, drawn: ReadonlySet<StepId>): readonly string[] {
  const arrow = (to: StepId, label = '') =>
    `${node(step.id)} -->${label && `|"${label}"|`} ${drawn.has(to) ? node(to) : `${node(to)}(["${to}"])`}`;
  const next = dialog.steps[index + 1]?.id;
  const following = (label = '') => (next ? [arrow(next, label)] : []);
  switch (step.verb) {
    case 'say':
    case 'ask': {
      const written: readonly WrittenChoice[] = typeof step.choices === 'string' ? [] : step.choices;
      const gone = written.flatMap(({ id, go }) => (go ? [arrow(go, id)] : []));
      const allGo = written.length > 0 && written.every(({ go }) => go) && step.verb === 'ask';
      return allGo ? gone : [...gone, ...following()];
    }
    case 'when':
      return [
        ...(step.then ? [arrow(step.then, 'yes')] : following('yes')),
        ...(step.otherwise ? [arrow(step.otherwise, 'no')] : following('no')),
      ];
    case 'signpost':
      return [...following(), ...(step.empty ? [arrow(step.empty, 'nothing found')] : [])];
    case 'hand-off':
      return following();
    case 'remind':
      return [...following(), arrow(step.to, `after ${step.after} minutes`)];
    case 'go':
      return step.andReturn ? [arrow(step.to, 'and back'), ...following()] : [arrow(step.to)];
    case 'end':
      return [];
    default:
      return step satisfies never;
  }
}

function shape(step: Step): string {
  const name = node(step.id);
  switch (step.verb) {
    case 'ask':
      return `${name}[/"ask ${step.name}"/]`;
    case 'when':
      return `${name}{"${step.name}: ${inWords(step.condition)}"}`;
    case 'end':
      return `${name}(["end ${step.name}"])`;
    case 'say':
    case 'signpost':
    case 'hand-off':
    case 'remind':
    case 'go':
      return `${name}["${step.verb} ${step.name}"]`;
    default:
      return step satisfies never;
  }
}

function inWords(condition: Condition): string {
  switch (condition.test) {
    case 'is':
      return `${condition.slot} is ${condition.values.join(' or ')}`;
    case 'has':
      return `${condition.slot} known`;
    case 'open-now':
    case 'speaks':
      return `${condition.test} ${condition.team}`;
    default:
      return condition satisfies never;
  }
}

function node(id: string): string {
  return id.replace(/[^a-z0-9]/gi, '_');
}
