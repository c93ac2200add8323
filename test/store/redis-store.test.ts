// The store contract on a real Redis.

import type { Store } from '../../src/runtime/ports.ts';
import { createRedisStore } from '../../src/store/redis-store.ts';
import { storeContract } from './contract.ts';
import { type RunningRedis, spawnRedis } from './spawn-redis.ts';

let redis: RunningRedis;
const opened: Store[] = [];

beforeAll(async () => {
  redis = await spawnRedis();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
});
afterAll(() => redis?.stop());

describe('Redis store keeps the contract:', () => {
  for (const promise of storeContract) {
    test(promise.name, () =>
      promise.test((settings) => {
        const store = createRedisStore(redis.url, settings);
        opened.push(store);
        return store;
      }),
    );
  }
});
