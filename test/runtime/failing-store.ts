// A store whose n-th call fails once: before it reaches the store behind it, or after, when only the answer is lost.

import { Fault } from '../../src/model/fault.ts';
import type { Store } from '../../src/runtime/ports.ts';

export type KillPoint = { readonly call: keyof Store; readonly when: 'before' | 'after' };

/** Fails at the first such call and counts how often it failed. */
export function failingOnce(store: Store, point: KillPoint): { readonly store: Store; failures(): number } {
  let failures = 0;
  const fail = () => {
    failures += 1;
    throw new Fault('store/unavailable', 'the test cut the line');
  };
  const proxy = new Proxy(store, {
    get(target, name) {
      const call = Reflect.get(target, name) as (...values: unknown[]) => Promise<unknown>;
      if (name !== point.call) return call;
      return async (...values: unknown[]) => {
        if (failures === 0 && point.when === 'before') fail();
        const answer = await call.apply(target, values);
        if (failures === 0) fail();
        return answer;
      };
    },
  });
  return { store: proxy, failures: () => failures };
}
