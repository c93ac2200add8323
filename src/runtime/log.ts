// Writes codes and small facts as JSON lines. The only file that imports pino. Must not be given words, numbers or tokens.

import { type DestinationStream, pino } from 'pino';
import type { Log } from './ports.ts';

/** `level` is trace, debug, info, warn, error, fatal or silent; lines go to `to`, by default to standard output. */
export function createLog(level: string, to?: DestinationStream): Log {
  // No host name, no process id: a line says what happened and when.
  const options = { level, base: null, messageKey: 'code', timestamp: pino.stdTimeFunctions.isoTime };
  const logger = to === undefined ? pino(options) : pino(options, to);
  return {
    info: (code, facts) => logger.info(facts ?? {}, code),
    warn: (code, facts) => logger.warn(facts ?? {}, code),
    error: (code, facts) => logger.error(facts ?? {}, code),
  };
}
