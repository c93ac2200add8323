// The data-protection page in Markdown, from the facts. It claims what the program does and nothing more. Must not know settings.

import { type Kept, type PrivacyFacts, SEALING, type Words } from './privacy-facts.ts';
import type { Leaves } from './privacy-leaves.ts';

/** `note`: one sentence below the title that says which line and which settings this page is about. */
export function privacyPage(facts: PrivacyFacts, note: string): string {
  const { controller, contact, retentionHours, kept, leaves, partners, traces, words } = facts;
  return [
    `# Data protection: the line "${facts.line}"`,
    '',
    note,
    '',
    '## Who answers for it',
    '',
    controller === null
      ? '**Nobody is named yet.** Before people are invited, write the name and address of the organisation into `brand.controller` of `line.yaml`. It stands in the notice that every person can read.'
      : `${controller}${contact === null ? '' : `, ${contact}`}. So says \`line.yaml\`, and the notice that every person can read.`,
    '',
    'The organisation decides what the line is for, on which channels and for how long things are kept: it is the controller. Whoever runs the machine for it is a processor and needs a contract with it. The program itself sends',
    'nothing to its authors.',
    '',
    '## What is kept',
    '',
    `Conversations are forgotten ${retentionHours === 1 ? 'one hour' : `${retentionHours} hours`} after the last message, by themselves.`,
    '',
    '| what | where | how long | how |',
    '| --- | --- | --- | --- |',
    ...kept.map(keptRow),
    '',
    `*Sealed*: ${SEALING}.`,
    '',
    'Not kept: her name, her profile and picture, her internet address, the exact spot that she shares (only the nearest place), files and voice messages (they are not opened), and, once she is answered, her words; only',
    'the web chat keeps what its page shows.',
    '',
    'What she says of her papers or of a danger can be sensitive by law (origin, health, offences). The line asks for papers only where the answer depends on them, and she may always not say.',
    '',
    '## What leaves the machine',
    '',
    'No outside service reads what people write: understanding happens in the program, with no model downloaded and no request to anybody. What leaves are the messages themselves, by the channel that the person chose:',
    '',
    '| channel | here | who gets it | what they get | does "delete" reach it? |',
    '| --- | --- | --- | --- | --- |',
    ...leaves.map(leavesRow),
    '',
    'A person for whom that is too much should be shown the web chat.',
    '',
    partners.length > 0
      ? `Partner pages that may show the web chat: ${partners.join(', ')}.`
      : "No partner's page may show the web chat.",
    '',
    traces === null
      ? 'No traces are sent.'
      : `Traces of turns go to ${traces}: durations and codes of ours; no words, no numbers, no id of a person or a conversation.`,
    '',
    'When an adviser is wanted the line shows the desk, its phone and hours. It hands nothing on by itself: the person calls.',
    '',
    '## What a person can do, and what to write',
    '',
    '| language | see what is held | have it erased | be left alone |',
    '| --- | --- | --- | --- |',
    ...words.map(wordsRow),
    '',
    '- **See** (access): the line shows in her language what is held of her at this moment, and until when.',
    '- **Erase**: after one question everything is gone in one step: state, address, waiting messages, answers not sent yet, reminders, the log of the web chat. She gets a receipt in her language, the last thing that is sent.',
    '- **Correct**: she says another country, place, kind of papers or language at any time, and the old one is replaced.',
    '- **Refuse** (withdraw consent): "No" at the notice erases at once; the numbers for danger are shown to everybody, consent or not.',
    '- **Complain**: to the data protection authority of her country. The full text in the conversation says so.',
    '',
    'Nobody can look up a person in the store by name: without the key not even by number. A request by letter or e-mail can therefore not be answered from the store; ask the person to write "my data" from her own account.',
    '',
    '## The exit button of the web chat, and its limits',
    '',
    'One tap, or Shift three times, blanks the page at once, leaves to a harmless one, forgets the pass on the device and has the conversation erased on the server. "Back" does not show the chat.',
    '',
    "It cannot take the visit out of the browser's history, out of a phone bill, out of software that watches the device, or out of the memory of whoever looked over her shoulder. The line does not claim that it can.",
    '',
    '## What is not claimed',
    '',
    '- Not that people are unknown to everybody: the channels know who writes and when, and whoever has both the store and the key can read what is held until it expires.',
    '- Not that a law is complied with: that is a judgement about an organisation, not about a program. [dpia-template.md](dpia-template.md) helps to make it.',
    '- Not that what was erased is out of every copy: backups that an operator makes, and the other side of a chat, keep what they have.',
    '- Not that the key cannot leak. Who has it and the store can also test whether a known phone number wrote.',
    '',
  ].join('\n');
}

function keptRow({ what, where, howLong, how }: Kept): string {
  return row([what, where, howLong, how]);
}

function leavesRow({ channel, on, to, what, erased }: Leaves): string {
  return row([`\`${channel}\``, on ? 'on' : 'off', to, what, erased]);
}

function wordsRow({ language, see, erase, stop }: Words): string {
  return row([language, see, erase, stop]);
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
