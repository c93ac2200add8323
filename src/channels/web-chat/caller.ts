// Who calls, as an opaque word that holds only while this process runs: for counting, never for storing or logging.
// Must not know what is counted.

import { createHmac, randomBytes } from 'node:crypto';
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** A word for the caller's address; null for a caller on this machine or its own network whom no proxy names. */
export type CallerOf = (request: Pick<FastifyRequest, 'headers' | 'socket'>) => string | null;

/** Addresses of proxies of our own, whose word for their caller is taken. */
const NEAR = new BlockList();
for (const [net, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  NEAR.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  NEAR.addSubnet(net, bits, 'ipv6');

/** The words change with each start, because the key of their hash does. */
export function createCallerOf(): CallerOf {
  const key = randomBytes(32);
  const word = (address: string) =>
    createHmac('sha256', key).update(address).digest('base64url').slice(0, 22);
  return ({ headers, socket }) => {
    const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').map(plainAddress);
    // From the nearest on: the first that is no proxy of ours is the caller; what stands before it anybody may have written.
    const hops = [...forwarded.filter(isAddress), plainAddress(socket.remoteAddress ?? '')].reverse();
    const caller = hops.find((hop) => !isNear(hop));
    return caller === undefined ? null : word(neighbourhood(caller));
  };
}

function plainAddress(text: string): string {
  return text
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/^([\d.]+):\d+$/, '$1');
}

function isAddress(text: string): boolean {
  return isIPv4(text) || isIPv6(text);
}

/** True for this machine and private networks; an address that is none counts as one of them. */
export function isNear(address: string): boolean {
  const plain = plainAddress(address);
  return !isAddress(plain) || NEAR.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6');
}

/** One subscriber has 2^64 addresses of IPv6: they count as one. */
function neighbourhood(address: string): string {
  if (isIPv4(address)) return address;
  const [head = '', tail] = address.split('::');
  const front = head.split(':').filter(Boolean);
  const back = (tail ?? '').split(':').filter(Boolean);
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0');
  return [...front, ...zeros, ...back]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
