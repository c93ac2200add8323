// The Lua that runs inside Redis, one script per atomic call. Must not know the client library.

import { commitScript } from './redis-commit.ts';
import type { Letter } from './redis-keys.ts';
import type { StoreSettings } from './store-settings.ts';

/** `letters` are the keys that a script uses; after the one key that it is given come its arguments. */
export type Script = { readonly letters: readonly Letter[]; readonly lua: string };

export type ScriptName = keyof ReturnType<typeof redisScripts>;

const BUCKETS_OWN = 'wurp';

/**
 * All scripts for these settings, which are written into them so that they need not travel with each call. Of the keys, which all
 * share one hash tag, only one travels: a conversation's `c`, or a key of the bucket; the others are made from it. An item is its
 * id, a line break, its sealed body. Time is Redis' own; only reminders are compared with the caller's clock.
 */
export function redisScripts(settings: StoreSettings) {
  const script = (letters: string, body: string): Script => {
    const keys = [...letters].map((letter) => {
      if (letter === 'd') return `local d = head .. 'd' .. id(ARGV[1])`;
      return `local ${letter} = head .. '${letter}'${BUCKETS_OWN.includes(letter) ? '' : ' .. conversation'}`;
    });
    const lua = `${common(settings)}\n${keys.join('\n')}\n${body}`;
    return { letters: [...letters] as Letter[], lua };
  };
  const enter = (letters: string, echo: string) =>
    script(
      letters,
      `
if closed(q) then return {'closed'} end
if not redis.call('SET', d, '', 'NX', 'PX', ${settings.dedupe}) then return {'duplicate'} end
redis.call('RPUSH', m, ARGV[1])
redis.call('PEXPIRE', m, ${settings.retention})
${echo}
return lease(c, m, w)`,
    );
  return {
    enter: enter('dcmwq', ''),
    enterWithEcho: enter('dcmwjq', 'put(j, q, {ARGV[2]})'),
    commit: script('cmwou', commitScript({ outbox: true })),
    commitToJournal: script('cmwjq', commitScript({ journal: true })),
    commitAndRemind: script('cmwounr', commitScript({ outbox: true, reminder: true })),
    commitAll: script('cmwounrjq', commitScript({ outbox: true, journal: true, reminder: true })),
    due: script('wr', DUE),
    claim: script('cmwnr', CLAIM),
    outbox: script('ou', OUTBOX),
    abandoned: script('u', ABANDONED),
    sent: script('ou', SENT),
    append: script('jq', APPEND),
    journal: script('jq', JOURNAL),
    erase: script('cmwounrjq', ERASE),
    report: script('wu', REPORT),
    ping: script('p', PING),
  } satisfies Record<string, Script>;
}

function common(settings: StoreSettings): string {
  return `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local RETENTION, COUNTER, SENDER = ${settings.retention}, ${settings.counter}, ${settings.sender}
local brace = string.find(KEYS[1], '}', 1, true)
local head, conversation = string.sub(KEYS[1], 1, brace), string.sub(KEYS[1], brace + 2)
local function id(item) return string.sub(item, 1, string.find(item, '\\n', 1, true) - 1) end
local function closed(q) return string.sub(redis.call('GET', q) or '', 1, 1) == '-' end
local function unlist(index) redis.call('ZREM', index, conversation) end
local function list(index, score, lifetime)
  redis.call('ZADD', index, score, conversation)
  if redis.call('PTTL', index) < lifetime then redis.call('PEXPIRE', index, lifetime + 60000) end
end
local function waiting(m) return redis.call('LRANGE', m, 0, ${settings.batch - 1}) end
local function hold(c, w, ...)
  redis.call('HSET', c, 'l', now + ${settings.lease}, ...)
  redis.call('PEXPIRE', c, RETENTION)
  list(w, now + ${settings.lease}, RETENTION)
end
local function lease(c, m, w)
  local held = redis.call('HMGET', c, 'l', 'f', 's', 't')
  local ends = tonumber(held[1] or 0)
  if ends > now then return {'waiting'} end
  local fence = math.max(time[1] * 1000000 + time[2], tonumber(held[2] or 0) + 1)
  local tries = 1
  if ends > 0 then tries = tonumber(held[4] or 0) + 1 end
  hold(c, w, 'f', fence, 't', tries)
  return {'leased', fence, held[3], tries, waiting(m)}
end
local function put(j, q, entries)
  if #entries == 0 then return end
  for _, entry in ipairs(entries) do
    local seq = redis.call('INCR', q)
    redis.call('RPUSH', j, entry)
    redis.call('PUBLISH', j, seq .. '\\n' .. entry)
  end
  redis.call('LTRIM', j, -${settings.journal}, -1)
  redis.call('PEXPIRE', j, RETENTION)
  redis.call('PEXPIRE', q, COUNTER)
end`;
}

/** ARGV: the caller's time. */
const DUE = `
local over = redis.call('ZRANGEBYSCORE', w, '-inf', now, 'LIMIT', 0, 32)
for _, conversation in ipairs(redis.call('ZRANGEBYSCORE', r, '-inf', ARGV[1], 'LIMIT', 0, 32)) do
  over[#over + 1] = conversation
end
return over`;

/** ARGV: the caller's time. */
const CLAIM = `
local ends = tonumber(redis.call('HGET', c, 'l') or 0)
if ends > now then return {'waiting'} end
local at = redis.call('ZSCORE', r, conversation)
if at and tonumber(at) <= tonumber(ARGV[1]) then
  local note = redis.call('GET', n)
  if note then
    redis.call('RPUSH', m, 'r' .. at .. '\\n' .. note)
    redis.call('PEXPIRE', m, RETENTION)
  end
  redis.call('DEL', n)
  unlist(r)
end
if redis.call('LLEN', m) == 0 then
  unlist(w)
  if ends > 0 then redis.call('HSET', c, 'l', 0) end
  return {'waiting'}
end
return lease(c, m, w)`;

const OUTBOX = `
local parts = redis.call('LRANGE', o, 0, 99)
if #parts == 0 then unlist(u) else list(u, now, RETENTION) end
return parts`;

/** ARGV: how long untouched, ms. */
const ABANDONED = `
local left = redis.call('ZRANGEBYSCORE', u, '-inf', now - ARGV[1], 'LIMIT', 0, 32)
for _, conversation in ipairs(left) do redis.call('ZADD', u, now, conversation) end
return left`;

/** ARGV: id of the part. */
const SENT = `
for _, item in ipairs(redis.call('LRANGE', o, 0, -1)) do
  if id(item) == ARGV[1] then
    redis.call('LREM', o, 1, item)
    break
  end
end
local left = redis.call('LLEN', o)
if left == 0 then unlist(u) else list(u, now, RETENTION) end
return left`;

/** ARGV: item. */
const APPEND = `
if closed(q) then return {0, ''} end
local kept = redis.call('LRANGE', j, 0, -1)
for i, item in ipairs(kept) do
  if id(item) == id(ARGV[1]) then return {redis.call('GET', q) - #kept + i, item} end
end
put(j, q, {ARGV[1]})
return {tonumber(redis.call('GET', q)), ARGV[1]}`;

/** ARGV: seq after which to read. Gives the newest seq (negative: closed), the seq of the first entry given, the entries. */
const JOURNAL = `
local last = tonumber(redis.call('GET', q) or 0)
if last < 0 then return {last, 0, {}} end
local before = last - redis.call('LLEN', j)
local skipped = math.max(ARGV[1] - before, 0)
return {last, before + skipped + 1, redis.call('LRANGE', j, skipped, -1)}`;

/** ARGV: `1` closes for good: the counter, which outlives what it counted, turns negative, and watchers are told. */
const ERASE = `
redis.call('DEL', c, m, o, n, j)
unlist(w)
unlist(u)
unlist(r)
if ARGV[1] == '1' then
  local last = tonumber(redis.call('GET', q) or 0)
  if last >= 0 then last = -1 - last end
  redis.call('SET', q, last, 'PX', COUNTER)
  redis.call('PUBLISH', j, last)
end
return 1`;

/** Of a bucket: conversations held, overdue, with an outbox, and since how many ms the longest waiting one was not touched. */
const REPORT = `
local oldest = redis.call('ZRANGE', u, 0, 0, 'WITHSCORES')[2]
local age = oldest and math.max(now - oldest, 0) or 0
return {redis.call('ZCARD', w), redis.call('ZCOUNT', w, '-inf', now), redis.call('ZCARD', u), age}`;

/** A write by a script: a full or read-only Redis, or one that forbids scripts, answers PING and still takes nothing in. */
const PING = `redis.call('SET', p, '', 'PX', 1000)`;
