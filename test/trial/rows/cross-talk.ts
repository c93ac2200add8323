// R3: nobody hears what another person was told, also when a process that serves many dies in the middle.

import { count, promises } from '../rig/checker.ts';
import { gather } from '../rig/people.ts';
import { openRig } from '../rig/rig.ts';
import { talk } from '../rig/talk.ts';
import { most, type Row } from '../row.ts';

export const crossTalk: Row = {
  number: 3,
  name: 'cross-talk under load and a crash',
  async run({ conversations, short, random, tell }) {
    const rig = await openRig(short ? { store: { lease: 2_000, sender: 2_000 } } : {});
    const people = await gather(rig, conversations);
    tell('everybody is there');
    const talking = talk(people, random, { each: short ? 3 : 10, rate: 20 });
    const third = (conversations * (short ? 3 : 10)) / 20 / 3;
    await new Promise((resolve) => setTimeout(resolve, third * 1_000));
    await rig.kill(1);
    await rig.begin(1);
    await talking;
    tell('all is said');
    await people.settle(short ? 20_000 : 90_000);
    const found = count(people.ledger);
    people.leave();
    await rig.close();
    return [...promises(found, 1), most('processes that died on their own', rig.deaths.length, 0)];
  },
};
