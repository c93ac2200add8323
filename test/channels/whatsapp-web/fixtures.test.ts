// Each message of test/updates/whatsapp-web goes through the library's own reading of what the page holds.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import library from 'whatsapp-web.js';
import { createAlbums } from '../../../src/channels/whatsapp-web/albums.ts';
import { type HeardMessage, hearMessage } from '../../../src/channels/whatsapp-web/hear-message.ts';

type Fixture = {
  readonly teaches: string;
  /** As the page's models serialise. */
  readonly messages: readonly object[];
  readonly heard: readonly { readonly person: string; readonly id: string; readonly content: object }[];
};

const FOLDER = resolve(import.meta.dirname, '../../updates/whatsapp-web');
const { Message } = library as unknown as { Message: new (client: null, data: object) => HeardMessage };

test.each(readdirSync(FOLDER))('%s is heard as it says', (name) => {
  const { teaches, messages, heard } = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Fixture;
  expect(teaches).toMatch(/\w\.$/);
  const isMoreOfAlbum = createAlbums();
  const updates = messages.flatMap((data) => {
    const message = new Message(null, data);
    const update = hearMessage(message);
    return update && !isMoreOfAlbum(message) ? [update] : [];
  });
  expect(updates.map(({ id, address, content }) => ({ person: address.to, id, content }))).toEqual(heard);
});
