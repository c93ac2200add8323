// Where the paths through dialogs lead: steps that nothing reaches, and rounds that never wait for an answer.
// Follows what the engine does: the end of a dialog goes back to who called it, else to the menu.

import type { Dialog, Step, StepId } from '../model/dialog.ts';
import type { Report } from './report.ts';

type Placed = { readonly step: Step; readonly next: StepId | null };
type Graph = ReadonlyMap<StepId, Placed>;

export function checkPaths(dialogs: ReadonlyMap<string, Dialog>, report: Report): void {
  const graph = graphOf(dialogs);
  checkReachable(dialogs, graph, report);
  checkEndless(dialogs, graph, report);
}

function graphOf(dialogs: ReadonlyMap<string, Dialog>): Graph {
  const graph = new Map<StepId, Placed>();
  for (const { steps } of dialogs.values()) {
    steps.forEach((step, index) => {
      graph.set(step.id, { step, next: steps[index + 1]?.id ?? null });
    });
  }
  return graph;
}

/** All steps that may follow; null stands for the end of the dialog. */
function following({ step, next }: Placed): readonly (StepId | null)[] {
  switch (step.verb) {
    case 'say':
      return [next, ...step.choices.flatMap(({ go }) => go ?? [])];
    case 'ask': {
      if (typeof step.choices === 'string' || step.choices.length === 0) return [next];
      // A question whose answer is known is passed over.
      const passed = step.optional || (step.into !== undefined && !step.again);
      const chosen = step.choices.map(({ go }) => go ?? next);
      return passed ? [next, ...chosen] : chosen;
    }
    case 'when':
      return [step.then ?? next, step.otherwise ?? next];
    case 'signpost':
      return [next, ...(step.empty ? [step.empty] : [])];
    case 'hand-off':
      return [next];
    case 'remind':
      return [next, step.to];
    case 'go':
      return step.andReturn ? [step.to, next] : [step.to];
    case 'end':
      return [];
    default:
      return step satisfies never;
  }
}

function checkReachable(dialogs: ReadonlyMap<string, Dialog>, graph: Graph, report: Report): void {
  const reached = new Set<StepId>();
  const waiting: StepId[] = [...dialogs.values()].flatMap(({ steps }) => steps[0]?.id ?? []);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const placed = graph.get(id);
    if (!placed || reached.has(id)) continue;
    reached.add(id);
    waiting.push(...following(placed).filter((to) => to !== null));
  }
  for (const [id, { step }] of graph) {
    if (reached.has(id)) continue;
    const hint = 'Let a step before it lead here, or remove it.';
    report('content/unreachable-step', step.source, `Nothing leads to the step "${step.name}".`, hint);
  }
}

function checkEndless(dialogs: ReadonlyMap<string, Dialog>, graph: Graph, report: Report): void {
  const silent = (id: StepId) => silentlyFollowing(id, dialogs, graph);
  const told = new Set<StepId>();
  for (const [id, { step }] of graph) {
    if (told.has(id)) continue;
    const round = roundFrom(id, silent);
    if (round === null) continue;
    for (const each of round) told.add(each);
    const message = `These steps go round without ever waiting for an answer: ${[...round, id].join(' → ')}.`;
    report('content/endless-loop', step.source, message, 'Put an "ask" or an "end" into the round.');
  }
}

/** Steps that follow without waiting for the person. */
function silentlyFollowing(
  id: StepId,
  dialogs: ReadonlyMap<string, Dialog>,
  graph: Graph,
): readonly StepId[] {
  const placed = graph.get(id);
  if (!placed) return [];
  const { step, next } = placed;
  const menu = dialogs.get('menu')?.steps[0]?.id;
  const orMenu = (to: StepId | null) => to ?? menu ?? null;
  const ids = (...to: readonly (StepId | null)[]) => to.filter((each) => each !== null);
  switch (step.verb) {
    case 'ask':
    case 'end':
      return [];
    case 'say':
    case 'hand-off':
    case 'remind':
      return ids(orMenu(next));
    case 'signpost':
      return ids(orMenu(next), step.empty ?? null);
    case 'when':
      return ids(orMenu(step.then ?? next), orMenu(step.otherwise ?? next));
    case 'go': {
      const targets = answering(step.to, dialogs);
      const back = step.andReturn && targets.some((to) => endsSilently(to, graph, new Set()));
      return back ? [...targets, ...ids(orMenu(next))] : targets;
    }
    default:
      return step satisfies never;
  }
}

/** `answer` stands for whichever dialog answers the topic in hand. */
function answering(to: StepId, dialogs: ReadonlyMap<string, Dialog>): readonly StepId[] {
  if (to !== dialogs.get('answer')?.steps[0]?.id) return [to];
  const others = [...dialogs.values()].filter(({ answers }) => answers !== undefined);
  return [to, ...others.flatMap(({ steps }) => steps[0]?.id ?? [])];
}

/** Whether a called dialog can come back without having waited. */
function endsSilently(id: StepId, graph: Graph, seen: Set<StepId>): boolean {
  const placed = graph.get(id);
  if (!placed || seen.has(id)) return false;
  seen.add(id);
  const { step } = placed;
  if (step.verb === 'ask' || step.verb === 'end') return false;
  const on = step.verb === 'say' ? [placed.next] : following(placed);
  return on.some((to) => (to === null ? true : endsSilently(to, graph, seen)));
}

/** A way from a step back to itself, or null. */
function roundFrom(start: StepId, silent: (id: StepId) => readonly StepId[]): readonly StepId[] | null {
  const cameFrom = new Map<StepId, StepId>();
  const waiting = [start];
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    for (const to of silent(id)) {
      if (to === start) {
        const round = [id];
        while (round[0] !== start) round.unshift(cameFrom.get(round[0]!)!);
        return round;
      }
      if (cameFrom.has(to)) continue;
      cameFrom.set(to, id);
      waiting.push(to);
    }
  }
  return null;
}
