// Reads REDIS_URL: one Redis, one found by Sentinels, or a cluster. Must not know the client library.

export type RedisNode = { readonly host: string; readonly port: number };

type Several = {
  readonly nodes: readonly RedisNode[];
  readonly username?: string;
  readonly password?: string;
  readonly tls: boolean;
};

/** `url` is what the library takes: `redis://…`, `rediss://…` or the path of a socket. */
export type RedisAddress =
  | { readonly kind: 'one'; readonly url: string }
  | ({ readonly kind: 'cluster' } & Several)
  | ({ readonly kind: 'sentinel'; readonly name: string } & Several);

/**
 * Forms: `redis://host:port`, `rediss://…` (TLS), a path, `redis+cluster://[user:password@]host:port,host:port`,
 * `redis+sentinel://[user:password@]host:port,host:port/name`, the last two also with `rediss`. Null for anything else.
 */
export function redisAddress(url: string): RedisAddress | null {
  const path = url.replace(/^unix:\/\//, '');
  if (path.startsWith('/')) return { kind: 'one', url: path };
  if (/^rediss?:\/\/[^,]*$/.test(url)) return URL.canParse(url) ? { kind: 'one', url } : null;
  const [, scheme, kind, , credentials, hosts, name] =
    /^(rediss?)\+(cluster|sentinel):\/\/(([^@]*)@)?([^@/]+)\/?([\w.-]+)?$/.exec(url) ?? [];
  const nodes = hosts?.split(',').map(nodeOf) ?? [];
  if (nodes.length === 0 || nodes.some((node) => node === null)) return null;
  const several = { nodes: nodes as RedisNode[], tls: scheme === 'rediss', ...whoOf(credentials) };
  if (kind === 'sentinel') return name === undefined ? null : { kind, name, ...several };
  return name === undefined ? { kind: 'cluster', ...several } : null;
}

function nodeOf(text: string): RedisNode | null {
  const url = `redis://${text.trim()}`;
  if (!URL.canParse(url)) return null;
  const { hostname, port } = new URL(url);
  return hostname === '' ? null : { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 6379) };
}

function whoOf(credentials: string | undefined): { username?: string; password?: string } {
  if (credentials === undefined) return {};
  const colon = credentials.indexOf(':');
  const [username, password] = [credentials.slice(0, Math.max(colon, 0)), credentials.slice(colon + 1)];
  return {
    ...(username !== '' && { username: decodeURIComponent(username) }),
    password: decodeURIComponent(password),
  };
}
