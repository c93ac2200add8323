// A TCP proxy that makes trouble: delay, cut after forwarding, half-open. With several targets it is also the load balancer in
// front of the lines. Must not know what passes through it, except by a test's own look at the bytes.

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type FaultProxy = {
  readonly port: number;
  /** http://127.0.0.1:<port>/ */
  readonly url: string;
  /** Ports on loopback, taken in turn; one that refuses is passed over. */
  targets: readonly number[];
  /** Ms that everything waits, in both directions. */
  delay: number;
  /** True: connections stay open and new ones are accepted, but nothing passes. What arrived meanwhile passes later. */
  halfOpen: boolean;
  /** Ms after which a target that says nothing to what it was sent is cut off; 0 never. */
  patience: number;
  /** The next `times` requests that match reach their target; then the connection is cut and the answer is lost. */
  cutAfterForward(times: number, matches?: (bytes: Buffer) => boolean): void;
  /** How many were cut so. */
  readonly cuts: number;
  /** Cuts all connections now. */
  cutAll(): void;
  /** Ends connections on which nothing is under way, so that the next requests are spread over all targets. */
  cutIdle(): void;
  close(): Promise<void>;
};

export async function startProxy(targets: readonly number[] = []): Promise<FaultProxy> {
  const open = new Set<Socket>();
  const idle = new Set<() => void>();
  const held: (() => void)[] = [];
  let cut = { left: 0, matches: (_bytes: Buffer) => true };
  let cuts = 0;
  let turn = 0;
  let halfOpen = false;

  function pass(work: () => void): void {
    const later = () => (halfOpen ? void held.push(work) : work());
    if (proxy.delay > 0) setTimeout(later, proxy.delay);
    else later();
  }

  function keep(socket: Socket): Socket {
    open.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.once('close', () => open.delete(socket));
    return socket;
  }

  /** The first target that takes the connection; null when none does. */
  async function reach(): Promise<Socket | null> {
    for (let tries = proxy.targets.length; tries > 0; tries -= 1) {
      const port = proxy.targets[turn++ % proxy.targets.length]!;
      const socket = keep(connect(port, '127.0.0.1'));
      const reached = await Promise.race([
        once(socket, 'connect').then(
          () => true,
          () => false,
        ),
        once(socket, 'close').then(() => false),
      ]);
      if (reached) return socket;
    }
    return null;
  }

  async function join(near: Socket): Promise<void> {
    const waiting: Buffer[] = [];
    let far: Socket | null = null;
    let losing = false;
    let timer: NodeJS.Timeout | undefined;
    const end = () => {
      clearTimeout(timer);
      idle.delete(end);
      near.destroy();
      far?.destroy();
    };
    const forward = (bytes: Buffer) => {
      idle.delete(end);
      if (cut.left > 0 && cut.matches(bytes)) {
        cut.left -= 1;
        losing = true;
      }
      if (proxy.patience > 0) {
        clearTimeout(timer);
        timer = setTimeout(end, proxy.patience);
      }
      far?.write(bytes);
    };
    near.on('data', (bytes: Buffer) => {
      if (far === null) waiting.push(bytes);
      else pass(() => forward(bytes));
    });
    near.once('close', end);
    far = await reach();
    if (far === null || near.destroyed) return end();
    far.once('close', () => pass(end));
    far.on('data', (bytes: Buffer) => {
      clearTimeout(timer);
      if (losing) {
        cuts += 1;
        return end();
      }
      pass(() => near.write(bytes));
      if (!near.destroyed) idle.add(end);
    });
    for (const bytes of waiting.splice(0)) pass(() => forward(bytes));
  }

  const server = createServer((near) => void join(keep(near)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const proxy: FaultProxy = {
    port,
    url: `http://127.0.0.1:${port}/`,
    targets,
    delay: 0,
    patience: 0,
    get halfOpen() {
      return halfOpen;
    },
    set halfOpen(value) {
      halfOpen = value;
      if (!value) for (const work of held.splice(0)) work();
    },
    cutAfterForward(times, matches = () => true) {
      cut = { left: times, matches };
    },
    get cuts() {
      return cuts;
    },
    cutAll() {
      for (const socket of open) socket.destroy();
    },
    cutIdle() {
      for (const end of idle) end();
    },
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}
