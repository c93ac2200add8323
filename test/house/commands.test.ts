// The commands as other programs call them: a process of their own, JSON lines in and out, exit codes.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../line/default-line.ts';

function waypost(args: readonly string[], input = '', environment = {}) {
  return spawnSync(process.execPath, [join(ROOT, 'dist/cli.js'), ...args], {
    cwd: ROOT,
    input,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...environment },
  });
}

const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

test('check says nothing wrong about the default line and exits with 0', () => {
  const { status, stdout } = waypost(['check', '--json']);
  expect(status).toBe(0);
  const problems = JSON.parse(stdout) as readonly { severity: string }[];
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('understand answers one line for one, in order, and a bad line without stopping', () => {
  const input = [
    '{"id":"a","text":"my husband beats me"}',
    'not json',
    '{"id":"b"}',
    '{"id":"c","text":"delete my data"}',
    '[]',
  ].join('\n');
  const { status, stdout } = waypost(['understand'], input);
  const answers = lines(stdout);
  expect(answers.map(({ id }) => id)).toEqual(['a', null, 'b', 'c', null]);
  expect(answers[0]).toMatchObject({
    kind: 'urgent',
    topic: 'safe.violence',
    decision: 'fixed-text',
    intent: null,
  });
  expect(answers[3]).toMatchObject({ kind: 'intent', intent: 'delete', topic: null, decision: 'intent' });
  expect(Object.keys(answers[0])).toEqual(
    expect.arrayContaining([
      'id',
      'language',
      'languageConfidence',
      'kind',
      'topic',
      'intent',
      'confidence',
      'alternatives',
      'decision',
    ]),
  );
  expect(status).toBe(1);
});

test('signpost gives services with reasons and pairs, and says what it withheld and why', () => {
  const input = [
    '{"id":1,"topic":"fin.micro","place":"de/hamburg","languages":["ar"],"now":"2026-11-22T10:00:00Z"}',
    '{"id":2,"topic":"biz.counsel","place":"Hamburg"}',
    '{"id":3,"topic":"nothing"}',
    '{"id":4,"topic":"biz.counsel","place":"atlantis"}',
  ].join('\n');
  const { stdout } = waypost(['signpost'], input);
  const [loan, advice, topic, place] = lines(stdout);
  expect(loan.services[0]).toMatchObject({ id: 'de-mikrokredit', pairedWith: 'de-hh-asm' });
  expect(loan.services[1]).toMatchObject({ id: 'de-hh-asm' });
  expect(advice.services[0]).toMatchObject({ id: 'de-hh-asm', why: ['in de/hamburg'] });
  expect(advice.withheld).toContainEqual({ id: 'de-hh-leethub', why: 'aged' });
  expect(topic).toMatchObject({ id: 3, services: [], error: expect.any(String) });
  expect(place).toMatchObject({ id: 4, services: [], error: expect.any(String) });
});

test('diagram draws the dialogs, and names those there are when asked for another', () => {
  expect(waypost(['diagram', 'place']).stdout).toMatch(/^flowchart TD\n.*ask country.*ask city/s);
  const { status, stderr } = waypost(['diagram', 'nowhere']);
  expect(status).toBe(2);
  expect(stderr).toMatch(/there is no dialog "nowhere"; there are .*place/);
});

test('report privacy tells what is kept with the settings in force, as a page or as JSON', () => {
  const settings = { WEBCHAT_ORIGINS: 'https://partner.example' };
  expect(waypost(['report', 'privacy'], '', settings).stdout).toMatch(
    /^# Data protection.*partner\.example/s,
  );
  const { stdout, status } = waypost(['report', 'privacy', '--json'], '', settings);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ line: 'europe', partners: ['https://partner.example'] });
  expect(waypost(['report', 'weather'])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('privacy'),
  });
});

test('a wrong command, option or setting is one clear line, without a stack', () => {
  for (const args of [
    ['fly'],
    ['check', '--lyne', 'x'],
    ['check', '--line', '../x'],
    ['chat', '--channel', 'fax'],
  ]) {
    const { status, stderr } = waypost(args);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^waypost: .+ \[(cli|config)\/\w+\]/);
    expect(stderr).not.toMatch(/\n\s+at /);
  }
  const { status, stderr } = waypost(['serve'], '', { PORT: 'many' });
  expect([status, stderr]).toEqual([2, expect.stringContaining('PORT is wrong')]);
});

test('check of a line that does not exist says so', () => {
  const { status, stdout } = waypost(['check', '--line', 'atlantis']);
  expect(status).toBe(1);
  expect(stdout).toContain('knowledge-base/atlantis');
});
