// Replays golden transcripts with the real content: for the command `replay` and for the tests. Must not print.

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CAPABILITIES, isChannelName } from './channels/capabilities.ts';
import { loadLine } from './content/load.ts';
import { Fault } from './model/fault.ts';
import { compareTranscripts, type Difference } from './operator/transcript-compare.ts';
import { readTranscript, type Transcript, writeTranscript } from './operator/transcript-format.ts';
import { type Played, playTranscript } from './operator/transcript-play.ts';
import { createMind, type Mind } from './runtime/mind.ts';
import { createMemoryStore } from './store/memory-store.ts';
import { packOf } from './understanding-pack.ts';

export type Replay = {
  /** Null when the talk went as written. */
  readonly difference: Difference | null;
  /** The transcript with what was really said. */
  readonly text: string;
};

/**
 * Plays transcripts one after another; a line is loaded and trained once for all of them.
 * @throws Fault `transcript/format`, `transcript/failed`, `content/broken`
 */
export function createReplay(root: string): (text: string) => Promise<Replay> {
  const minds = new Map<string, Mind>();
  return async (text) => {
    const script = readTranscript(text);
    const { line } = script.heading;
    const mind = minds.get(line) ?? loadMind(root, line);
    minds.set(line, mind);
    const played = await playOn(root, mind, script);
    return { difference: compareTranscripts(script, played), text: writeTranscript(played.transcript) };
  };
}

/** Plays one script on a mind already loaded; `~ edit` works on a copy of the content that is gone afterwards. */
export async function playOn(root: string, mind: Mind, script: Transcript): Promise<Played> {
  const { line, channel } = script.heading;
  if (!isChannelName(channel)) throw new Fault('transcript/format', `there is no channel "${channel}"`);
  let copy: string | null = null;
  try {
    return await playTranscript(script, {
      mind,
      can: CAPABILITIES[channel],
      store: (clock) => createMemoryStore({ retention: mind.line.retentionHours * 3_600_000 }, clock),
      edit(file, from, to) {
        copy ??= copyContent(root);
        let changed = 0;
        for (const path of pathsOf(copy, file)) {
          const before = readFileSync(path, 'utf8');
          if (before.includes(from)) changed += 1;
          writeFileSync(path, before.replaceAll(from, to));
        }
        if (changed === 0) throw new Fault('transcript/format', `${file} does not contain "${from}"`);
      },
      reload: () => loadMind(copy ?? root, line),
    });
  } finally {
    if (copy) rmSync(copy, { recursive: true, force: true });
  }
}

/** The files that a path means; a folder called `*` stands for all of them. */
function pathsOf(root: string, file: string): readonly string[] {
  const [before = '', after] = file.split('/*/');
  if (after === undefined) return [join(root, file)];
  return readdirSync(join(root, before)).map((folder) => join(root, before, folder, after));
}

function copyContent(root: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'waypost-'));
  for (const folder of ['knowledge-base', 'dialogs', 'locales']) {
    cpSync(join(root, folder), join(copy, folder), { recursive: true });
  }
  return copy;
}

function loadMind(root: string, name: string): Mind {
  const { line, problems } = loadLine(root, name);
  if (!line)
    throw new Fault(
      'content/broken',
      `the line "${name}" has mistakes (${problems.length}); run: npm run check`,
    );
  return createMind(line, packOf(line));
}
