// The library's own process: does what the line says and tells what happens. Whatever fails here ends this process at most.
// Must not know the line.

import { openLibrary } from './library.ts';
import type { FromLibrary, ToLibrary } from './protocol.ts';
import type { Session } from './session.ts';

let session: Session | undefined;

const tell = (message: FromLibrary) => process.send?.(message, undefined, undefined, () => undefined);

async function answer(
  call: number,
  work: Promise<Extract<FromLibrary, { say: 'answer' }>['value'] | undefined>,
) {
  try {
    tell({ say: 'answer', call, value: (await work) ?? null });
  } catch {
    tell({ say: 'failed', call });
  }
}

function hear(message: ToLibrary): void {
  if (message.say === 'open') {
    session ??= openLibrary(message, {
      qr: (code) => tell({ say: 'qr', code }),
      progress: () => tell({ say: 'progress' }),
      ready: () => tell({ say: 'ready' }),
      connected: (is) => tell({ say: 'connected', is }),
      heard: (heard) => tell({ say: 'heard', message: heard }),
      lost: (why) => tell({ say: 'lost', why }),
    });
    return;
  }
  if (!session) return;
  switch (message.say) {
    case 'send':
      return void answer(message.call, session.send(message.to, message.text));
    case 'typing':
      return void answer(
        message.call,
        session.typing(message.to).then(() => null),
      );
    case 'catch-up':
      return void answer(
        message.call,
        session.catchUp(message.since).then(() => null),
      );
    case 'pulse':
      return void answer(message.call, session.pulse());
    case 'reload':
      return void answer(
        message.call,
        session.reload().then(() => null),
      );
    case 'close':
      return void session.close().finally(() => process.exit());
    default:
      return message satisfies never;
  }
}

process.on('message', hear);
// The line is gone: the browser goes with this process.
process.on('disconnect', () => process.exit());
// Ctrl+C reaches the whole group; the line says when it is time.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
