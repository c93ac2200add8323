// Looks at how Redis fares: what waits in it, how full it is, and which of its settings endanger a promise.
// Must not know the client library nor what a conversation holds.

import type { StoreReport, StoreWarning } from '../runtime/ports.ts';
import { BUCKETS } from './redis-keys.ts';

/** One server that keeps data. */
export type ReportNode = {
  info(section: string): Promise<string>;
  config(verb: 'GET', name: string): Promise<unknown>;
};

/** What the script `report` says of one bucket: held, overdue, outboxes, ms since the longest waiting outbox was touched. */
export type BucketReport = readonly [number, number, number, number];

/** Asks Redis one thing; throws Fault `store/unavailable` when no good answer comes in time. */
type Ask = <T>(command: () => Promise<T>) => Promise<T>;

/** From this share of its memory on, Redis needs an eye; at 1 it takes nothing in any more. */
const MUCH_MEMORY = 0.7;

/** The report of all `nodes` together; `bucket` asks for one of the buckets that conversations are spread over. */
export async function reportOf(
  nodes: readonly ReportNode[],
  bucket: (bucket: number) => Promise<unknown>,
  ask: Ask,
): Promise<StoreReport> {
  const buckets = Array.from({ length: BUCKETS }, (_, index) => bucket(index) as Promise<BucketReport>);
  const [waiting, found] = await Promise.all([
    Promise.all(buckets),
    Promise.all(nodes.map((node) => lookAt(node, ask))),
  ]);
  const sum = (at: 0 | 1 | 2) => waiting.reduce((total, one) => total + one[at], 0);
  const shares = found.map(({ memory }) => memory).filter((share) => share !== null);
  return {
    held: sum(0),
    overdue: sum(1),
    outboxes: sum(2),
    outboxAge: Math.max(0, ...waiting.map((one) => one[3])),
    memory: shares.length === 0 ? null : Math.max(...shares),
    warnings: [...new Set(found.flatMap(({ warnings }) => warnings))].sort(),
  };
}

type Looked = { readonly memory: number | null; readonly warnings: readonly StoreWarning[] };

async function lookAt(node: ReportNode, ask: Ask): Promise<Looked> {
  try {
    const [memory, persistence] = await Promise.all([
      ask(() => node.info('memory')),
      ask(() => node.info('persistence')),
    ]);
    const share = shareOf(fieldsOf(memory));
    const warnings: StoreWarning[] = [];
    if (fieldsOf(memory).get('maxmemory_policy') !== 'noeviction') warnings.push('store/evicts');
    if (share !== null && share > MUCH_MEMORY) warnings.push('store/memory');
    if (fieldsOf(persistence).get('aof_enabled') !== '1') warnings.push('store/no-aof');
    else warnings.push(...(await fsyncWarning(node, ask)));
    return { memory: share, warnings };
  } catch {
    // A rented Redis may forbid the question; that it answers at all is for `ping` to say.
    return { memory: null, warnings: ['store/settings-hidden'] };
  }
}

/** Only CONFIG tells when the log reaches the disk, and many rented servers forbid CONFIG: then there is nothing to say. */
async function fsyncWarning(node: ReportNode, ask: Ask): Promise<readonly StoreWarning[]> {
  const answer = await ask(() => node.config('GET', 'appendfsync')).catch(() => null);
  const value = Array.isArray(answer) ? answer[1] : null;
  return value === 'always' || typeof value !== 'string' ? [] : ['store/aof-not-always'];
}

/** Used memory as a share of `maxmemory` or, where none is set, of the machine's. */
function shareOf(memory: ReadonlyMap<string, string>): number | null {
  const most = Number(memory.get('maxmemory')) || Number(memory.get('total_system_memory'));
  const used = Number(memory.get('used_memory'));
  return most > 0 && Number.isFinite(used) ? used / most : null;
}

function fieldsOf(info: string): ReadonlyMap<string, string> {
  const lines = info.split(/\r?\n/).filter((line) => line.includes(':'));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}
