// Measures what a line on this machine carries: people on web chat who write ordinary questions, together so many a second.
//   node deploy/measure.mjs [URL] [MESSAGES A SECOND] [SECONDS]
// Prints what came of it from the line's own figures. For a line that nobody uses: its people are made up, and are erased at the end.

const [url = 'http://127.0.0.1:3978/', perSecond = '20', seconds = '60'] = process.argv.slice(2);
const RATE = Number(perSecond);
const UNTIL = Date.now() + Number(seconds) * 1_000;
/** Each writes every five seconds: faster than that, people are slowed down. */
const PEOPLE = Math.max(1, Math.round(RATE * 5));
const TEXTS = [
  'I want to start a small restaurant',
  'Ich brauche Geld für meinen Laden',
  'Ai-je le droit de créer une entreprise ?',
  'كيف أسجل مشروعي؟',
  'Де знайти курси для підприємців?',
  'menu',
  '1',
];

async function post(path, body, token) {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const answer = await fetch(new URL(path, url), { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : {} };
}

async function figures() {
  const text = await (await fetch(new URL('metrics', url))).text();
  const all = new Map();
  for (const line of text.split('\n')) {
    const at = line.lastIndexOf(' ');
    if (at > 0 && !line.startsWith('#')) all.set(line.slice(0, at), Number(line.slice(at + 1)));
  }
  if (all.size === 0) throw new Error('no figures: ask from the machine of the line, or through no proxy');
  return all;
}

/** The bound below which `share` of what was measured between two readings lies, in ms. */
function quantile(before, after, name, labels, share) {
  const risen = (key) => (after.get(key) ?? 0) - (before.get(key) ?? 0);
  const total = risen(`${name}_count${labels && `{${labels}}`}`);
  for (const key of after.keys()) {
    const found = key.startsWith(`${name}_bucket{${labels}`) && /le="([\d.]+)"/.exec(key);
    if (found && risen(key) >= share * total) return `≤ ${Number(found[1]) * 1_000} ms`;
  }
  return 'more than 30 s';
}

const tokens = [];
for (let n = 0; n < PEOPLE; n += 1) {
  const { body } = await post('webchat/token', {});
  const opened = await post('v3/directline/conversations', {}, body.token);
  tokens.push({ token: body.token, id: opened.body.conversationId ?? body.conversationId });
}
await new Promise((resolve) => setTimeout(resolve, 2_000));

const before = await figures();
const began = Date.now();
let refused = 0;
const sending = [];
for (let n = 0; Date.now() < UNTIL; n += 1) {
  const { token, id } = tokens[n % PEOPLE];
  const message = { type: 'message', from: { id: 'somebody' }, text: TEXTS[n % TEXTS.length] };
  sending.push(
    post(`v3/directline/conversations/${id}/activities`, message, token).then(
      ({ status }) => status < 300 || (refused += 1),
      () => (refused += 1),
    ),
  );
  const next = began + ((n + 1) * 1_000) / RATE - Date.now();
  if (next > 0) await new Promise((resolve) => setTimeout(resolve, next));
}
await Promise.all(sending);
await new Promise((resolve) => setTimeout(resolve, 2_000));
const after = await figures();
const risen = (name) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
const took = (Date.now() - began - 2_000) / 1_000;
const turns = risen('waypost_turns_total{channel="web-chat"}');
const cpu = risen('process_cpu_seconds_total');
for (const { token } of tokens) await post('webchat/leave', { token });

console.log(`${turns} messages answered in ${took.toFixed(0)} s: ${(turns / took).toFixed(1)} a second; ${refused} refused`);
for (const share of [0.5, 0.95, 0.99]) {
  const time = quantile(before, after, 'waypost_turn_duration_seconds', 'channel="web-chat"', share);
  console.log(`${share * 100} of 100 answered in ${time}`);
}
console.log(`half of the thoughts took ${quantile(before, after, 'waypost_think_duration_seconds', '', 0.5)}`);
console.log(`processor: ${((cpu * 1_000) / Math.max(1, turns)).toFixed(1)} ms a message, ${((cpu / took) * 100).toFixed(0)} % of a core`);
console.log(`memory: ${((after.get('process_resident_memory_bytes') ?? 0) / 1e6).toFixed(0)} MB`);
