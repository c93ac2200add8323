// What becomes of an error that nobody caught: its kind and its place in our code go into the log, never its message, which may
// quote what a person wrote. Must not know what the program does.

import type { Log } from './runtime/ports.ts';

export type LastResort = {
  readonly log: Log;
  /** Told once, of an exception: nobody knows in which state it left things, so the process should end in good order. */
  readonly end: () => void;
};

/**
 * Replaces Node's own answer, which prints the message. A promise that failed unheard is logged and the line goes on: what it was
 * about is in the store, and a sweep finds it. Returns the way to take it back.
 */
export function catchTheRest({ log, end }: LastResort): () => void {
  let ending = false;
  const rejected = (reason: unknown) => log.error('process/unhandled-rejection', factsOf(reason));
  const thrown = (error: unknown) => {
    log.error('process/uncaught-exception', factsOf(error));
    if (ending) return;
    ending = true;
    end();
  };
  process.on('unhandledRejection', rejected);
  process.on('uncaughtException', thrown);
  return () => {
    process.off('unhandledRejection', rejected);
    process.off('uncaughtException', thrown);
  };
}

/** `kind`: a code or a class; `at`: the first place of the stack, e.g. `runtime/turn.js:120`. */
export function factsOf(error: unknown): { readonly kind: string; readonly at: string } {
  if (!(error instanceof Error)) return { kind: typeof error, at: 'unknown' };
  const { name, stack = '' } = error;
  const code = (error as { code?: unknown }).code;
  const kind = typeof code === 'string' && /^[\w/-]{1,60}$/.test(code) ? code : plainName(name);
  // The message comes first, and may have lines that look like places.
  const from = error.message === '' ? 0 : stack.indexOf(error.message) + error.message.length;
  const ours = stack
    .slice(Math.max(0, from))
    .split('\n')
    .find((line) => line.includes(HERE));
  return {
    kind,
    at: ours === undefined ? 'unknown' : (PLACE.exec(ours.split(HERE)[1] ?? '')?.[1] ?? 'unknown'),
  };
}

/** Where our own code lies, e.g. `file:///app/dist/`. */
const HERE = new URL('.', import.meta.url).href;
const PLACE = /^([\w./-]+:\d+):\d+\)?$/;

function plainName(name: string): string {
  return /^\w{1,40}$/.test(name) ? name : 'Error';
}
