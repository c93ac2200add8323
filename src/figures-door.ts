// Who may see how the line fares: the holder of METRICS_TOKEN; without one, whoever asks from this machine or its own network and
// not through a proxy, as Prometheus does beside the line. Must not know the figures.

import { isNear } from './channels/web-chat/caller.ts';
import { createOperatorDoor } from './channels/whatsapp-web/operator-door.ts';
import type { HttpOptions } from './http.ts';
import type { Clock } from './runtime/ports.ts';

export type FiguresDoor = NonNullable<HttpOptions['maySeeFigures']>;

/** Marks that a proxy leaves: the caller is somewhere else then. */
const FORWARDED = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'via',
];
/** An address, this machine, or a name that no public host has: `line`, `line.namespace.svc.cluster.local`. */
const INSIDE = /^(\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\]|[\w-]+|[\w.-]+\.(local|internal|localhost))(:\d+)?$/i;

/** After 20 wrong tokens within a quarter of an hour nobody gets in by one until the quarter is over. */
export function createFiguresDoor(token: string | null, clock: Clock): FiguresDoor {
  const door = createOperatorDoor(token, '/metrics', clock);
  return (request) => (token === null ? isInside(request) : door.see(request) === 'open');
}

function isInside({ headers, socket }: Parameters<FiguresDoor>[0]): boolean {
  return (
    isNear(socket.remoteAddress ?? '') &&
    FORWARDED.every((name) => headers[name] === undefined) &&
    INSIDE.test(headers.host ?? '') &&
    // A page in a browser of this network, which was told a name for this address.
    (headers['sec-fetch-site'] ?? 'none') === 'none' &&
    headers.origin === undefined
  );
}
