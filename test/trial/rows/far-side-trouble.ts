// R21: the platforms refuse, ask to wait, fail or hang, each for one person. Only she feels it. (What each answer means for one send is
// held in test/channels/telegram/trouble.test.ts and test/channels/whatsapp-cloud/sending.test.ts.)

import type { BotApi, Failure } from '../../channels/telegram/bot-api.ts';
import type { Trouble } from '../../channels/whatsapp-cloud/graph-api.ts';
import { count, promises } from '../rig/checker.ts';
import { onStage } from '../rig/stage.ts';
import { talk } from '../rig/talk.ts';
import { figure, most, none, type Row } from '../row.ts';

const ON_TELEGRAM: readonly Failure[] = [
  { status: 500 },
  { status: 502, description: 'Bad Gateway' },
  'html',
  'hang',
  { status: 429, retryAfter: 5, description: 'Too Many Requests: retry after 5' },
];
const ON_WHATSAPP: readonly Trouble[] = [
  { answer: 'error', status: 500, code: 131000 },
  { answer: 'html', status: 502 },
  { answer: 'cut' },
  { answer: 'error', status: 429, code: 130429, retryAfter: 5 },
];

export const farSideTrouble: Row = {
  number: 21,
  name: 'sends that fail, hang or must wait, each for one person in ten',
  run: (trial) =>
    onStage(trial, {}, async (rig, people) => {
      const each = trial.short ? 2 : 6;
      await talk(people, trial.random, { each, rate: 20 });
      await people.settle(30_000);
      const calm = count(people.ledger);
      const troubled = new Set<string>();
      const waiting: number[] = [];
      for (const { name, channel, address } of people.all.filter((_, at) => at % 10 < 3)) {
        if (channel === 'web-chat') continue;
        troubled.add(name);
        if (channel === 'telegram') {
          const failure = trial.random.pick(ON_TELEGRAM);
          if (typeof failure === 'object' && failure.status === 429) waiting.push(Number(address));
          rig.api.fail('sendMessage', failure, { chat: Number(address), times: 2 });
        } else rig.graph.meets(address, trial.random.pick(ON_WHATSAPP), trial.random.pick(ON_WHATSAPP));
      }
      const began = performance.now();
      await talk(people, trial.random, { each, rate: 20 });
      await people.settle(90_000);
      const mine = ({ talk: name }: { readonly talk: string }) => !troubled.has(name);
      const { said, heard, channelOf } = people.ledger;
      const others = count(
        { ...people.ledger, said: said.filter(mine), heard: heard.filter(mine), channelOf },
        began,
      );
      return [
        figure('people with trouble', troubled.size),
        ...promises(count(people.ledger), 0),
        ...(trial.short ? [] : [most("others' p99", others.p99, Math.max(2 * calm.p99, 500), ' ms')]),
        figure("others' answers after more than 1 s", JSON.stringify(others.late).replaceAll('"', '')),
        figure("others' p99 before", `${Math.round(calm.p99)} ms`),
        figure('chats told to wait', waiting.length),
        none('sent before the time a 429 named', tooSoon(rig.api, waiting, began)),
      ];
    }),
};

/** Messages that one chat was sent sooner than five seconds after each of the two 429 that it met since `from`. */
function tooSoon(api: BotApi, chats: readonly number[], from: number): number {
  return chats.filter((chat) => {
    const calls = api.called.filter(
      ({ method, payload, at }) => method === 'sendMessage' && payload['chat_id'] === chat && at >= from,
    );
    const [first, second, third] = calls.map(({ at }) => at);
    return first !== undefined && ((second ?? first) - first < 5_000 || (third ?? second!) - second! < 5_000);
  }).length;
}
