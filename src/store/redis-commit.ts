// The Lua of a commit, which is the longest of the scripts. Must not know the client library.

/** ARGV: `fence o|j number-of-ids-done number-of-parts`, state ('' erases), ids, parts, [time, note]. */
export function commitScript(has: { outbox?: true; journal?: true; reminder?: true }): string {
  return [
    COMMIT_HEAD,
    has.outbox && has.journal ? FORGET : '',
    has.reminder ? REMIND : '',
    COMMIT_STATE,
    has.outbox ? `if to == 'o' and #parts > 0 then\n${QUEUE}\nend` : '',
    has.journal ? `if to == 'j' then put(j, q, parts) end` : '',
    `return release(delivery)`,
  ].join('\n');
}

/** A commit that finds none of its updates waiting was made before, and only its answer was lost. */
const COMMIT_HEAD = `
local fence, to, ids, count = string.match(ARGV[1], '^(%S+) (%S+) (%S+) (%S+)$')
local state = ARGV[2]
local held = redis.call('HMGET', c, 'f', 'l', 'o')
if held[1] ~= fence then return {'lost'} end
local ended, delivery = held[2] == '0', 'none'
local first = 3 + ids
local done, found, parts = {}, 0, {}
for i = 3, first - 1 do done[ARGV[i]] = true end
for i = first, first + count - 1 do parts[#parts + 1] = ARGV[i] end
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
  if state == '' then redis.call('DEL', c) else redis.call('HSET', c, 'l', 0) end
  return {'released', delivery}
end
if found == 0 and first > 3 then
  if held[3] == fence and to == 'o' then delivery = 'all' end
  if ended then return {'released', delivery} end
  return release(delivery)
end
if ended then return {'lost'} end`;

/** Who sends keeps sending: two senders at once would say things twice. */
const FORGET = `
if state == '' then
  redis.call('DEL', o, j)
  if to == 'j' or #parts == 0 then unlist(u) end
end`;

const COMMIT_STATE = `
if state == '' then redis.call('HDEL', c, 's', 'o') else redis.call('HSET', c, 's', state) end
redis.call('PEXPIRE', c, RETENTION)`;

const REMIND = `
redis.call('DEL', n)
unlist(r)
local at = ARGV[first + count]
if at then
  local lifetime = math.max(at - now, 0) + RETENTION
  redis.call('SET', n, ARGV[first + count + 1], 'PX', lifetime)
  list(r, at, lifetime)
end`;

const QUEUE = `
local older = redis.call('LLEN', o)
redis.call('RPUSH', o, unpack(parts))
redis.call('PEXPIRE', o, RETENTION)
local touched = tonumber(redis.call('ZSCORE', u, conversation) or 0)
delivery = 'theirs'
if touched + SENDER <= now then
  list(u, now, RETENTION)
  redis.call('HSET', c, 'o', fence)
  delivery = older == 0 and 'ours' or 'all'
end`;
