// Which bodies the web chat reads: guarded JSON, and uploads of which only the activity is kept. Must not know activities.

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readJson } from './guarded-json.ts';
import { Refusal } from './refusal.ts';
import { readUpload } from './upload.ts';

/** Replaces the scope's parsers. Each reads a whole body within the server's limit; beyond it the answer is 413. */
export function addBodies(scope: FastifyInstance): void {
  const read =
    (parse: (bytes: Buffer, type: string) => unknown) => async (request: FastifyRequest, bytes: Buffer) => {
      const coding = request.headers['content-encoding'];
      if (coding !== undefined && coding !== 'identity') {
        throw new Refusal(415, 'UnsupportedMediaType', 'Compressed bodies are not read.');
      }
      return parse(bytes, request.headers['content-type'] ?? '');
    };
  const whole = { parseAs: 'buffer' } as const;
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('application/json', whole, read(readJson));
  // navigator.sendBeacon cannot ask for JSON without a preflight, which a page that is being left cannot wait for.
  scope.addContentTypeParser('text/plain', whole, read(readJson));
  scope.addContentTypeParser('multipart/form-data', whole, read(readUpload));
}
