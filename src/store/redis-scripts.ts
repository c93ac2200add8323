// The Lua that runs inside Redis, one script per atomic call. Must not know the client library.

import type { Letter } from './redis-keys.ts';
import type { StoreSettings } from './store-settings.ts';

/** `letters` are the keys that a script gets, in this order; after them come its arguments. */
export type Script = { readonly letters: readonly Letter[]; readonly lua: string };

export type ScriptName = keyof ReturnType<typeof redisScripts>;

/**
 * All scripts for these settings, which are written into them so that they need not travel with each call.
 * Time is Redis' own; only reminders are compared with the caller's clock. An item is its id, a line break, its sealed body.
 */
export function redisScripts(settings: StoreSettings) {
  const script = (letters: string, body: string): Script => {
    const keys = [...letters].map((letter, index) => `local ${letter} = KEYS[${index + 1}]`).join('\n');
    const lua = `${keys}\n${common(settings)}\n${body}`;
    return { letters: [...letters] as Letter[], lua };
  };
  const enter = (letters: string, echo: string) =>
    script(
      letters,
      `
if not redis.call('SET', d, '', 'NX', 'PX', ${settings.dedupe}) then return {'duplicate'} end
redis.call('RPUSH', m, ARGV[2])
redis.call('PEXPIRE', m, ${settings.retention})
${echo}
return lease(c, m, w, ARGV[1])`,
    );
  return {
    enter: enter('dcmw', ''),
    enterWithEcho: enter('dcmwjq', 'put(j, q, {ARGV[3]})'),
    commit: script('cmwou', commit({ outbox: true })),
    commitToJournal: script('cmwjq', commit({ journal: true })),
    commitAndRemind: script('cmwounr', commit({ outbox: true, reminder: true })),
    commitAll: script('cmwounrjq', commit({ outbox: true, journal: true, reminder: true })),
    due: script('wr', DUE),
    claim: script('cmwnr', CLAIM),
    outbox: script('ou', OUTBOX),
    abandoned: script('u', ABANDONED),
    sent: script('ou', SENT),
    append: script('jq', APPEND),
    journal: script('jq', JOURNAL),
    erase: script('cmwounrj', ERASE),
    report: script('wu', REPORT),
  } satisfies Record<string, Script>;

  /** ARGV: conversation, fence, state ('' erases), `o` or `j`, number of ids done, number of parts, ids, parts, [time, note]. */
  function commit(has: { outbox?: true; journal?: true; reminder?: true }): string {
    return [
      COMMIT_HEAD,
      has.outbox && has.journal ? FORGET : '',
      has.reminder ? REMIND : '',
      COMMIT_STATE,
      has.outbox ? `if ARGV[4] == 'o' and #parts > 0 then\n${QUEUE}\nend` : '',
      has.journal ? `if ARGV[4] == 'j' then put(j, q, parts) end` : '',
      `return release(delivery)`,
    ].join('\n');
  }
}

function common(settings: StoreSettings): string {
  return `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local RETENTION, COUNTER, SENDER = ${settings.retention}, ${settings.counter}, ${settings.sender}
local function unlist(index) redis.call('ZREM', index, ARGV[1]) end
local function list(index, score, lifetime)
  redis.call('ZADD', index, score, ARGV[1])
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
end
local function id(item) return string.sub(item, 1, string.find(item, '\\n', 1, true) - 1) end`;
}

/** A commit that finds none of its updates waiting was made before, and only its answer was lost. */
const COMMIT_HEAD = `
local held = redis.call('HMGET', c, 'f', 'l', 'o')
if held[1] ~= ARGV[2] then return {'lost'} end
local ended, delivery = held[2] == '0', 'none'
local first = 7 + ARGV[5]
local done, found, parts = {}, 0, {}
for i = 7, first - 1 do done[ARGV[i]] = true end
for i = first, first + ARGV[6] - 1 do parts[#parts + 1] = ARGV[i] end
for _, item in ipairs(waiting(m)) do
  if done[id(item)] then
    redis.call('LREM', m, 1, item)
    found = found + 1
  end
end
local function release(delivery)
  local left = waiting(m)
  if #left > 0 then
    hold(c, w, 't', 1)
    return {'more', delivery, left}
  end
  unlist(w)
  if ARGV[3] == '' then redis.call('DEL', c) else redis.call('HSET', c, 'l', 0) end
  return {'released', delivery}
end
if found == 0 and first > 7 then
  if held[3] == ARGV[2] and ARGV[4] == 'o' then delivery = 'all' end
  if ended then return {'released', delivery} end
  return release(delivery)
end
if ended then return {'lost'} end`;

/** Who sends keeps sending: two senders at once would say things twice. */
const FORGET = `
if ARGV[3] == '' then
  redis.call('DEL', o, j)
  if ARGV[4] == 'j' or #parts == 0 then unlist(u) end
end`;

const COMMIT_STATE = `
if ARGV[3] == '' then redis.call('HDEL', c, 's', 'o') else redis.call('HSET', c, 's', ARGV[3]) end
redis.call('PEXPIRE', c, RETENTION)`;

const REMIND = `
redis.call('DEL', n)
unlist(r)
local at = ARGV[first + ARGV[6]]
if at then
  local lifetime = math.max(at - now, 0) + RETENTION
  redis.call('SET', n, ARGV[first + ARGV[6] + 1], 'PX', lifetime)
  list(r, at, lifetime)
end`;

const QUEUE = `
local older = redis.call('LLEN', o)
redis.call('RPUSH', o, unpack(parts))
redis.call('PEXPIRE', o, RETENTION)
local touched = tonumber(redis.call('ZSCORE', u, ARGV[1]) or 0)
delivery = 'theirs'
if touched + SENDER <= now then
  list(u, now, RETENTION)
  redis.call('HSET', c, 'o', ARGV[2])
  delivery = older == 0 and 'ours' or 'all'
end`;

/** ARGV: the caller's time. */
const DUE = `
local over = redis.call('ZRANGEBYSCORE', w, '-inf', now, 'LIMIT', 0, 32)
for _, conversation in ipairs(redis.call('ZRANGEBYSCORE', r, '-inf', ARGV[1], 'LIMIT', 0, 32)) do
  over[#over + 1] = conversation
end
return over`;

/** ARGV: conversation, the caller's time. */
const CLAIM = `
local ends = tonumber(redis.call('HGET', c, 'l') or 0)
if ends > now then return {'waiting'} end
local at = redis.call('ZSCORE', r, ARGV[1])
if at and tonumber(at) <= tonumber(ARGV[2]) then
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

/** ARGV: conversation, id of the part. */
const SENT = `
for _, item in ipairs(redis.call('LRANGE', o, 0, -1)) do
  if id(item) == ARGV[2] then
    redis.call('LREM', o, 1, item)
    break
  end
end
local left = redis.call('LLEN', o)
if left == 0 then unlist(u) else list(u, now, RETENTION) end
return left`;

/** ARGV: conversation, item. */
const APPEND = `
local kept = redis.call('LRANGE', j, 0, -1)
for i, item in ipairs(kept) do
  if id(item) == id(ARGV[2]) then return {redis.call('GET', q) - #kept + i, item} end
end
put(j, q, {ARGV[2]})
return {tonumber(redis.call('GET', q)), ARGV[2]}`;

/** ARGV: conversation, seq after which to read. Gives the newest seq, the seq of the first entry given, the entries. */
const JOURNAL = `
local last = tonumber(redis.call('GET', q) or 0)
local before = last - redis.call('LLEN', j)
local skipped = math.max(ARGV[2] - before, 0)
return {last, before + skipped + 1, redis.call('LRANGE', j, skipped, -1)}`;

const ERASE = `
redis.call('DEL', c, m, o, n, j)
unlist(w)
unlist(u)
unlist(r)
return 1`;

/** Of a bucket: conversations held, overdue, with an outbox, and since how many ms the longest waiting one was not touched. */
const REPORT = `
local oldest = redis.call('ZRANGE', u, 0, 0, 'WITHSCORES')[2]
local age = oldest and math.max(now - oldest, 0) or 0
return {redis.call('ZCARD', w), redis.call('ZCOUNT', w, '-inf', now), redis.call('ZCARD', u), age}`;
