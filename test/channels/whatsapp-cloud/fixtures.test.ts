import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Update } from '../../../src/model/update.ts';
import { silent } from '../../runtime/house.ts';
import { openWhatsApp } from './driver.ts';

type Fixture = {
  readonly teaches: string;
  readonly body: object;
  readonly heard: readonly { readonly person: string; readonly id: string; readonly content: object }[];
};

const FOLDER = resolve(import.meta.dirname, '../../updates/whatsapp-cloud');
const NOW = Date.UTC(2026, 10, 22, 10, 1);

test.each(readdirSync(FOLDER))('%s is heard as it says', async (name) => {
  const { teaches, body, heard } = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Fixture;
  expect(teaches).toMatch(/\w\.$/);
  const whatsApp = await openWhatsApp({ clock: { now: () => NOW }, log: silent });
  const updates: Update[] = [];
  await whatsApp.channel.listen(async (update) => {
    updates.push(update);
    return 'duplicate';
  });
  expect(await whatsApp.graph.post(body)).toBe(200);
  await whatsApp.close();
  expect(updates.map(({ id, address, content }) => ({ person: address.to, id, content }))).toEqual(heard);
  for (const { address } of updates) expect(Number(address.note)).toBeGreaterThan(NOW / 1000 - 3600);
});
