// Takes the activity out of a multipart upload and forgets the files: people are never asked for any. Must not know routes.

import { fieldsOf, readJson } from './guarded-json.ts';
import { badArgument } from './refusal.ts';

const MOST_PARTS = 20;

/**
 * The upload's activity, as if it had been posted, with one attachment of each file's content type and nothing else of it.
 * An upload without an activity is a message of its files. Throws Refusal 400 when it cannot be taken apart.
 */
export function readUpload(bytes: Buffer, type: string): unknown {
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type);
  const name = boundary?.[1] ?? boundary?.[2];
  if (name === undefined) throw badArgument('The upload names no boundary.');

  let activity: unknown;
  const attachments: { contentType: string }[] = [];
  for (const part of partsOf(bytes, `--${name}`)) {
    if (/^content-disposition:.*\bname="?activity"?/im.test(part.head)) activity = readJson(part.body);
    else
      attachments.push({ contentType: /^content-type:\s*([\w.+-]+\/[\w.+-]+)/im.exec(part.head)?.[1] ?? '' });
  }
  if (activity !== undefined && fieldsOf(activity) === undefined)
    throw badArgument('The activity is not an object.');
  if (activity === undefined && attachments.length === 0) throw badArgument('The upload is empty.');
  return { type: 'message', ...fieldsOf(activity), attachments };
}

function partsOf(bytes: Buffer, delimiter: string): { head: string; body: Buffer }[] {
  const parts: { head: string; body: Buffer }[] = [];
  let at = bytes.indexOf(delimiter);
  while (at !== -1) {
    const start = at + delimiter.length;
    const end = bytes.indexOf(`\r\n${delimiter}`, start);
    if (end === -1) break;
    const gap = bytes.indexOf('\r\n\r\n', start);
    if (gap === -1 || gap > end) throw badArgument('A part of the upload has no headers.');
    parts.push({ head: bytes.toString('latin1', start, gap), body: bytes.subarray(gap + 4, end) });
    if (parts.length > MOST_PARTS) throw badArgument('The upload has too many parts.');
    at = end + 2;
  }
  return parts;
}
