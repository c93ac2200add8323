// The JSON Schema of each kind of file, for completion and checks in editors. Must not know the page in docs/.

import * as z from 'zod';
import { KINDS, type Kind } from './kinds.ts';

export type JsonSchema = { readonly [key: string]: unknown };

/** JSON Schema 2020-12 of what an author may write; our own checks say more, and say it in plain words. */
export function kindSchema({ about, path, schema }: Kind): JsonSchema {
  const made = z.toJSONSchema(schema, { io: 'input' });
  const { $schema, ...rest } = made as JsonSchema;
  return { $schema, title: path, description: about, ...rest };
}

/** All schemas by the name of their file: `service.json`. */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(KINDS).map(([kind, each]) => [
      `${kind}.json`,
      `${JSON.stringify(kindSchema(each), null, 2)}\n`,
    ]),
  );
}
