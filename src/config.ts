// Reads the environment: the only file that does. A wrong value stops the start with one line that names the variable.
// Must not know what the values are used for.

import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { type ChannelSettings, readChannelSettings } from './channel-settings.ts';
import { Fault } from './model/fault.ts';
import { optional, secret, webRoot, wrong } from './setting-values.ts';
import { redisAddress } from './store/redis-address.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export type Config = {
  readonly line: string;
  readonly port: number;
  readonly host: string;
  /** Null: the memory store. */
  readonly redisUrl: string | null;
  /** 32 bytes each; the first seals, all open. One, fresh at each start, without Redis. */
  readonly stateKeys: readonly [Uint8Array, ...Uint8Array[]];
  /** Null: what line.yaml says. */
  readonly retentionHours: number | null;
  readonly logLevel: LogLevel;
  /** What an operator should mend, one line each; no value in it. */
  readonly warnings: ReadonlySet<string>;
  readonly directLineSecret: string | null;
  /** Null: only this machine and its network see the figures. */
  readonly metricsToken: string | null;
  readonly directLineTokenSeconds: number;
  readonly webchatOrigins: readonly string[];
  /** The channels beside web chat. */
  readonly channels: ChannelSettings;
  /** Null: no traces. The headers go with each batch of spans. */
  readonly traces: { readonly endpoint: string; readonly headers: Readonly<Record<string, string>> } | null;
};

const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * Read the settings.
 * @throws Fault `config/value` whose message names the variable and says what is expected; it never holds the value.
 */
export function readConfig(environment: Environment): Config {
  const warnings = new Set<string>();
  const read = (name: string) => readValue(environment, name, (warning) => warnings.add(warning));
  const redisUrl = optional(read('REDIS_URL'), knownRedis);
  return {
    line: lineName(read('LINE') ?? 'europe'),
    port: whole(read('PORT') ?? '3978', 'PORT', 0, 65535),
    host: read('HOST') ?? '127.0.0.1',
    redisUrl,
    stateKeys: stateKeys(read('STATE_KEY'), redisUrl !== null),
    retentionHours: optional(read('RETENTION_HOURS'), (value) => whole(value, 'RETENTION_HOURS', 1, 24 * 90)),
    logLevel: oneOf(read('LOG_LEVEL') ?? 'info', 'LOG_LEVEL', LOG_LEVELS),
    directLineSecret: optional(read('DIRECTLINE_SECRET'), (value) => secret(value, 'DIRECTLINE_SECRET')),
    warnings,
    metricsToken: optional(read('METRICS_TOKEN'), (value) => secret(value, 'METRICS_TOKEN')),
    directLineTokenSeconds: whole(
      read('DIRECTLINE_TOKEN_SECONDS') ?? '1800',
      'DIRECTLINE_TOKEN_SECONDS',
      2,
      86400,
    ),
    webchatOrigins: origins(read('WEBCHAT_ORIGINS')),
    channels: readChannelSettings(read),
    traces: optional(read('OTEL_EXPORTER_OTLP_ENDPOINT'), (value) => ({
      endpoint: webRoot(value, 'OTEL_EXPORTER_OTLP_ENDPOINT'),
      headers: headers(read('OTEL_EXPORTER_OTLP_HEADERS'), 'OTEL_EXPORTER_OTLP_HEADERS'),
    })),
  };
}

/** The value of NAME, or of the file that NAME_FILE names; empty counts as not set. */
function readValue(environment: Environment, name: string, warn: (warning: string) => void): string | null {
  const file = environment[`${name}_FILE`];
  if (!file) return environment[name]?.trim() || null;
  try {
    const value = readFileSync(file, 'utf8').trim() || null;
    if (isOpen(file))
      warn(`${name}_FILE names a file that everybody on this machine may read: chmod 400 it.`);
    return value;
  } catch (cause) {
    throw new Fault('config/value', `${name}_FILE names a file that cannot be read.`, { cause });
  }
}

/** What a container mounts below /run/secrets nobody else sees. */
function isOpen(file: string): boolean {
  return !/^(\/var)?\/run\/secrets\//.test(file) && (statSync(file).mode & 0o004) !== 0;
}

function whole(value: string, name: string, least: number, most: number): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least && number <= most))
    wrong(name, `a whole number from ${least} to ${most} is expected`);
  return number;
}

function oneOf<T extends string>(value: string, name: string, allowed: readonly T[]): T {
  return (
    allowed.find((candidate) => candidate === value) ??
    wrong(name, `one of ${allowed.join(', ')} is expected`)
  );
}

function lineName(value: string): string {
  return /^[a-z0-9][a-z0-9-]{0,62}$/.test(value)
    ? value
    : wrong('LINE', 'the name of a folder in knowledge-base/ is expected, e.g. europe');
}

/** As `store/redis-address.ts` reads it. */
function knownRedis(value: string): string {
  if (redisAddress(value) !== null) return value;
  return wrong(
    'REDIS_URL',
    'redis://host:port, rediss://host:port, redis+cluster://host:port,host:port, redis+sentinel://host:port,host:port/name or the path of a socket is expected',
  );
}

/** The newest key first; others beside it open what was sealed before. */
function stateKeys(value: string | null, needed: boolean): Config['stateKeys'] {
  const how = 'make one with: openssl rand -base64 32';
  if (value === null) {
    if (needed) wrong('STATE_KEY', `with REDIS_URL a key of 32 bytes in base64 is needed; ${how}`);
    return [randomBytes(32)];
  }
  const [first, ...others] = value.split(',').map((one) => stateKey(one.trim()));
  return first !== undefined && [first, ...others].every((bytes) => bytes !== null)
    ? ([first, ...others] as [Uint8Array, ...Uint8Array[]])
    : wrong('STATE_KEY', `32 bytes in base64 are expected, or several keys separated by commas; ${how}`);
}

function stateKey(value: string): Uint8Array | null {
  const bytes = Buffer.from(value, 'base64');
  return bytes.length === 32 && /^[A-Za-z0-9+/_-]{43}=?$/.test(value) ? bytes : null;
}

function origins(value: string | null): readonly string[] {
  const listed = (value ?? '').split(',').map((origin) => origin.trim());
  return listed.filter(Boolean).map((origin) => {
    const parsed = URL.canParse(origin) ? new URL(origin) : null;
    const bare =
      parsed && ['http:', 'https:'].includes(parsed.protocol) && parsed.origin === origin.replace(/\/$/, '');
    return bare
      ? parsed.origin
      : wrong('WEBCHAT_ORIGINS', 'origins like https://partner.example, separated by commas, are expected');
  });
}

/** `name=value,name=value`, values percent-encoded, as OpenTelemetry writes them. */
function headers(value: string | null, name: string): Readonly<Record<string, string>> {
  const pairs = (value ?? '').split(',').map((pair) => pair.trim());
  const read = pairs.filter(Boolean).map((pair) => {
    const [, key, encoded] =
      /^([\w-]+)\s*=\s*(.+)$/.exec(pair) ?? wrong(name, 'name=value, separated by commas, is expected');
    return [key, decode(encoded as string, name)] as const;
  });
  return Object.fromEntries(read);
}

function decode(value: string, name: string): string {
  try {
    const decoded = decodeURIComponent(value);
    if (/^[\x20-\x7e]+$/.test(decoded)) return decoded;
  } catch {
    // Said below.
  }
  return wrong(name, 'percent-encoded values are expected');
}
