// Decides which addresses the line may call: whoever posts an activity names the address that the answer goes to.
// Must not know what is sent there.

import type { BotFrameworkSettings } from './settings.ts';

/** Hosts of Azure Bot Service and Teams. Whole names where the domain is open to anybody, as trafficmanager.net is. */
const HOSTS: readonly RegExp[] = [
  /^([a-z0-9-]+\.)+botframework\.com$/,
  /^([a-z0-9-]+\.)+botframework\.azure\.us$/,
  /^smba\.trafficmanager\.net$/,
  /^smba\.infra\.(gcc|gov|dod)\.teams\.microsoft\.(com|us)$/,
];
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** True for https on a known host and its usual port; in development for this machine only. */
export function isServiceUrl(value: unknown, mode: BotFrameworkSettings['mode']): value is string {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : null;
  if (url === null || url.username !== '' || url.password !== '' || url.hash !== '') return false;
  if (mode === 'development') return /^https?:$/.test(url.protocol) && LOOPBACK.test(url.hostname);
  return url.protocol === 'https:' && url.port === '' && HOSTS.some((host) => host.test(url.hostname));
}

/** True for a request that was made on this machine and to it, not handed on by a proxy. */
export function isFromHere(remote: string | undefined, headers: Readonly<Record<string, unknown>>): boolean {
  const proxied = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via'].some((name) => name in headers);
  const host = typeof headers.host === 'string' && URL.canParse(`http://${headers.host}`) ? headers.host : '';
  const near = /^(::ffff:)?127(\.\d{1,3}){3}$|^::1$/.test(remote ?? '');
  return near && !proxied && host !== '' && LOOPBACK.test(new URL(`http://${host}`).hostname);
}
