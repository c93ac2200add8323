// The store contract on the memory store, and what only it promises.

import type { Store } from '../../src/runtime/ports.ts';
import { createMemoryStore } from '../../src/store/memory-store.ts';
import { storeContract } from './contract.ts';

describe('memory store keeps the contract:', () => {
  for (const promise of storeContract) {
    test(promise.name, () => {
      let only: Store | null = null;
      return promise.test((settings) => {
        only ??= createMemoryStore(settings);
        return only;
      });
    });
  }
});
