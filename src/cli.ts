#!/usr/bin/env node
// The commands: reads arguments, calls a room, prints. Must not decide anything that a room decides.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CHANNEL_NAMES, isChannelName } from './channels/capabilities.ts';
import { chat } from './chat.ts';
import { checkPhrasesHeard } from './check-phrases-heard.ts';
import { type Config, readConfig } from './config.ts';
import { loadLine } from './content/load.ts';
import { factsOf } from './last-resort.ts';
import { Fault } from './model/fault.ts';
import type { Line } from './model/line.ts';
import { diagram } from './operator/diagram.ts';
import { answerLines } from './operator/json-lines.ts';
import { problemCount, problemLine } from './operator/print-problems.ts';
import { privacyFacts } from './operator/privacy-facts.ts';
import { privacyPage } from './operator/privacy-page.ts';
import { signpostLine } from './operator/signpost-lines.ts';
import { understandLine } from './operator/understand-lines.ts';
import { IN_FORCE, privacySettings } from './privacy-settings.ts';
import { createReplay } from './replay.ts';
import { createMind, type Mind } from './runtime/mind.ts';
import { packOf } from './understanding-pack.ts';

const USAGE = `waypost COMMAND [options]

  serve       [--line NAME] [--port N]          open the line: web chat and every channel whose settings are present
  chat        [--line NAME] [--channel NAME] [--language CODE] [--record FILE]
                                                talk in the terminal, with the limits of any channel
  check       [--line NAME] [--json]            what is wrong in the content, as file:line:column
  understand  [--line NAME] [--explain]         JSON lines {id,text} in, what was heard out
  signpost    [--line NAME]                     JSON lines {id,topic,place} in, services out
  replay      [--update] FILE…                  play golden transcripts
  diagram     [--line NAME] [DIALOG]            the dialogs as a Mermaid flowchart
  report      privacy [--line NAME] [--json]    what is kept of people and what leaves the machine, with the settings in force
`;

/** The project's own folder, whether run from src/ or dist/; content in the current folder comes first. */
const HOME = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const ROOT = existsSync(join(process.cwd(), 'knowledge-base')) ? process.cwd() : HOME;

const OPTIONS = {
  line: { type: 'string' },
  port: { type: 'string' },
  channel: { type: 'string' },
  language: { type: 'string' },
  record: { type: 'string' },
  json: { type: 'boolean' },
  explain: { type: 'boolean' },
  update: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Options = ReturnType<typeof readArguments>['values'];

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Fault('cli/usage', error instanceof Error ? error.message : 'unknown option');
  }
}

/** Runs one command; resolves to the exit code. */
async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args);
  const [command, ...rest] = positionals;
  if (values.help || command === undefined) {
    process.stdout.write(USAGE);
    return command === undefined && !values.help ? 2 : 0;
  }
  switch (command) {
    case 'serve':
      return runServe(values);
    case 'chat':
      return runChat(values);
    case 'check':
      return runCheck(values);
    case 'understand':
      return runLines(understandLine(openMind(values), values.explain === true));
    case 'signpost':
      return runLines(signpostLine(goodLine(values), Date.now()));
    case 'replay':
      return runReplay(rest, values.update === true);
    case 'diagram':
      return runDiagram(goodLine(values), rest[0]);
    case 'report':
      return runReport(values, rest[0]);
    default:
      throw new Fault('cli/usage', `there is no command "${command}"`);
  }
}

async function runServe(values: Options): Promise<number> {
  const config = settings(values);
  // The server and what it needs are loaded only to serve: the other commands start at once.
  const { serve } = await import('./serve.ts');
  await serve({ config, root: ROOT, widget: join(HOME, 'dist/widget'), line: goodLine(values) });
  return 0;
}

async function runChat(values: Options): Promise<number> {
  const channel = values.channel ?? 'terminal';
  if (!isChannelName(channel))
    throw new Fault('cli/usage', `--channel is one of ${CHANNEL_NAMES.join(', ')}`);
  const mind = openMind(values);
  await chat({ root: ROOT, mind, channel, language: values.language, record: values.record });
  return 0;
}

function runCheck(values: Options): number {
  const name = settings(values).line;
  const { line, problems: written } = loadLine(ROOT, name, { today: Date.now() });
  const problems = line ? [...written, ...checkPhrasesHeard(ROOT, line)] : written;
  if (values.json) process.stdout.write(`${JSON.stringify(problems, null, 2)}\n`);
  else
    process.stdout.write([...problems.map(problemLine), `${name}: ${problemCount(problems)}`, ''].join('\n'));
  return line ? 0 : 1;
}

async function runLines(answer: Parameters<typeof answerLines>[2]): Promise<number> {
  const wrong = await answerLines(process.stdin, process.stdout, answer);
  return wrong === 0 ? 0 : 1;
}

async function runReplay(files: readonly string[], update: boolean): Promise<number> {
  if (files.length === 0) throw new Fault('cli/usage', 'replay needs at least one FILE');
  const replay = createReplay(ROOT);
  let different = 0;
  let broken = 0;
  for (const file of files) {
    try {
      const { difference, text } = await replay(readFileSync(file, 'utf8'));
      if (!difference) continue;
      different += 1;
      if (update) writeFileSync(file, text);
      const { line, expected, said, place } = difference;
      const where = `${file}:${line} differs (said at ${place})`;
      process.stdout.write(`${where}\n  written  ${expected}\n  said     ${said}\n`);
    } catch (error) {
      // One transcript that cannot be played must not hide what the others show.
      if (!(error instanceof Fault)) throw error;
      broken += 1;
      process.stdout.write(`${file}: ${error.message} [${error.code}]\n`);
    }
  }
  const changed = `${different} ${update ? 'rewritten' : 'different'}`;
  process.stdout.write(`${files.length - different - broken} as written, ${changed}, ${broken} not played\n`);
  return broken === 0 && (different === 0 || update) ? 0 : 1;
}

function runDiagram(line: Line, dialog: string | undefined): number {
  const drawn = diagram(line, dialog);
  if (drawn === null)
    throw new Fault(
      'cli/usage',
      `there is no dialog "${dialog}"; there are ${[...line.dialogs.keys()].join(', ')}`,
    );
  process.stdout.write(drawn);
  return 0;
}

function runReport(values: Options, name: string | undefined): number {
  if (name !== 'privacy') throw new Fault('cli/usage', 'report needs a NAME: privacy');
  const facts = privacyFacts(privacySettings(settings(values), goodLine(values)));
  process.stdout.write(values.json ? `${JSON.stringify(facts, null, 2)}\n` : privacyPage(facts, IN_FORCE));
  return 0;
}

function settings(values: Options): Config {
  const environment = {
    ...process.env,
    ...(values.line && { LINE: values.line }),
    ...(values.port && { PORT: values.port }),
  };
  return readConfig(environment);
}

function openMind(values: Options): Mind {
  const line = goodLine(values);
  return createMind(line, packOf(line));
}

/** The line, or its mistakes on standard error and the end. */
function goodLine(values: Options): Line {
  const { line: name } = settings(values);
  const { line, problems } = loadLine(ROOT, name, { today: Date.now() });
  if (line) return line;
  for (const problem of problems) if (problem.severity === 'error') console.error(problemLine(problem));
  throw new Fault('content/broken', `the line "${name}" has mistakes, listed above`);
}

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // One clear line for what a person can mend; broken machinery of ours keeps its stack.
    if (error instanceof Fault) console.error(`waypost: ${error.message} [${error.code}]`);
    // What broke while people wrote may quote them.
    else console.error(process.argv[2] === 'serve' ? factsOf(error) : error);
    if (error instanceof Fault && error.code === 'cli/usage') console.error(`\n${USAGE}`);
    process.exitCode = 2;
  },
);
