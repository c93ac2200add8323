// The command `chat`: the same conversation in the terminal, with the limits of a channel of choice. Must not decide anything.

import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { CAPABILITIES, type ChannelName } from './channels/capabilities.ts';
import { createTerminal } from './channels/terminal.ts';
import { upgrade } from './engine/upgrade.ts';
import { type Entry, writeTranscript } from './operator/transcript-format.ts';
import { playOn } from './replay.ts';
import { createLog } from './runtime/log.ts';
import type { Mind } from './runtime/mind.ts';
import { createRuntime, type Runtime } from './runtime/runtime.ts';
import { createSeal } from './runtime/sealing.ts';
import { createMemoryStore } from './store/memory-store.ts';

export type ChatOptions = {
  readonly root: string;
  readonly mind: Mind;
  readonly channel: ChannelName;
  readonly language: string | undefined;
  /** Writes a transcript here when the talk ends. */
  readonly record: string | undefined;
};

/** Resolves when the input ends (Ctrl+D). */
export async function chat({ root, mind, channel, language, record }: ChatOptions): Promise<void> {
  const store = createMemoryStore({ retention: mind.line.retentionHours * 3_600_000 });
  const written: string[] = [];
  const terminal = createTerminal({
    input: process.stdin,
    output: process.stdout,
    can: CAPABILITIES[channel],
    ...(language && { language }),
    written: (text) => written.push(text),
    answered: () => runtime.idle(),
  });
  const runtime: Runtime = createRuntime({
    store,
    channels: [terminal],
    seal: createSeal([randomBytes(32)]),
    clock: Date,
    log: createLog('error'),
    upgrade,
    think: mind.think,
    apologise: mind.apologise,
  });
  await terminal.listen(runtime.receive);
  await runtime.drain();
  await store.close();
  if (record) await writeRecord(root, mind, { channel, language: language ?? '-', written, record });
}

type Recording = {
  readonly channel: ChannelName;
  readonly language: string;
  readonly written: readonly string[];
  readonly record: string;
};

/** The talk is played again from what was written, so that the record is exactly what a replay will see. */
async function writeRecord(root: string, mind: Mind, recording: Recording): Promise<void> {
  const { channel, language, written, record } = recording;
  const clock = new Date().toISOString().slice(0, 16).replace('T', ' ');
  const entries: Entry[] = ['(opens the chat)', ...written].flatMap((text): Entry[] => [
    { mark: ' ', text: '', at: 0 },
    { mark: '>', text, at: 0 },
  ]);
  const script = {
    heading: { line: mind.line.name, channel, language, clock },
    notes: ['# What this talk shows: …'],
    entries,
  };
  const { transcript } = await playOn(root, mind, script);
  writeFileSync(record, writeTranscript(transcript));
  process.stdout.write(`Written to ${record}\n`);
}
