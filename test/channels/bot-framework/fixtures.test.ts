import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hear } from '../../../src/channels/bot-framework/hear.ts';
import { referenceOf } from '../../../src/channels/bot-framework/reference.ts';
import { isServiceUrl } from '../../../src/channels/bot-framework/service-url.ts';

type Fixture = {
  readonly teaches: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Null: it needs no answer. */
  readonly heard: object | null;
  /** It comes from Azure, not from this machine. */
  readonly azure?: true;
};

const FOLDER = resolve(import.meta.dirname, '../../updates/bot-framework');

test.each(readdirSync(FOLDER))('%s is heard as it says', (name) => {
  const { teaches, body, heard, azure } = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Fixture;
  expect(teaches).toMatch(/\w\.$/);
  expect(isServiceUrl(body.serviceUrl, azure ? 'azure' : 'development')).toBe(true);
  expect(isServiceUrl(body.serviceUrl, azure ? 'development' : 'azure')).toBe(false);
  const said = hear(body);
  if (heard === null) expect(typeof said).toBe('string');
  else expect(said).toEqual({ id: undefined, ...heard });
  const reference = JSON.stringify(referenceOf(body));
  expect(reference).toContain(JSON.stringify(body.serviceUrl));
  expect(reference).not.toMatch(/User|"name"|Berlin/);
});
