// The files in deploy/ fit the program: they parse, name what exists, and Redis' settings keep the promises.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { METRICS, type Metric } from '../../src/runtime/metric-catalogue.ts';
import { createRedisStore } from '../../src/store/redis-store.ts';
import { STORE_ADVICE } from '../../src/store-watch.ts';
import { ROOT } from '../line/default-line.ts';
import { spawnRedis } from '../store/spawn-redis.ts';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const yaml = (file: string) => parse(read(file), { uniqueKeys: true });
const operations = read('docs/operations.md');

type Rule = {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly summary: string };
};
const rules: readonly Rule[] = yaml('deploy/prometheus/alerts.yaml').groups.flatMap(
  ({ rules }: { rules: readonly Rule[] }) => rules,
);
type Panel = {
  readonly title: string;
  readonly type: string;
  readonly targets?: readonly { readonly expr: string }[];
};
const panels: readonly Panel[] = JSON.parse(read('deploy/grafana/waypost.json')).panels;

/** Names and label matchers of a query, as `name` and `{label op "value"}`. */
function namesIn(query: string): readonly { name: string; matchers: string }[] {
  const found = query.matchAll(/\b((?:waypost|process|nodejs)_[a-z0-9_]+)(\{[^}]*\})?/g);
  return [...found].map(([, name = '', matchers = '']) => ({ name, matchers }));
}

function metricOf(name: string): Metric | undefined {
  const base = name.replace(/_(bucket|sum|count)$/, '');
  const all: Readonly<Record<string, Metric>> = METRICS;
  return all[name] ?? (all[base]?.type === 'histogram' ? all[base] : undefined);
}

test('every panel and every alert asks for figures that exist, by labels that they have', () => {
  const queries = [...rules, ...panels.flatMap(({ targets = [] }) => targets)].map(({ expr }) => expr);
  expect(queries.length).toBeGreaterThan(60);
  for (const query of queries) {
    const names = namesIn(query);
    if (!query.startsWith('up')) expect(names.length).toBeGreaterThan(0);
    for (const { name, matchers } of names) {
      const metric = metricOf(name);
      expect([name, metric?.type]).toEqual([name, expect.any(String)]);
      for (const [, label = '', operator = '', value = ''] of matchers.matchAll(/(\w+)(=~|!=|=)"([^"]*)"/g)) {
        if (label === 'job') continue;
        const kind = metric?.labels?.[label];
        expect([name, label, kind]).toEqual([name, label, expect.anything()]);
        const values = operator === '=~' ? value.split('|') : [value];
        if (typeof kind === 'object') for (const one of values) expect(kind).toContain(one);
      }
    }
    const grouped = [...query.matchAll(/by \(([^)]*)\)/g)].flatMap(([, labels = '']) => labels.split(', '));
    for (const label of grouped.filter((one) => one !== 'le')) {
      expect(names.some(({ name }) => metricOf(name)?.labels?.[label] !== undefined)).toBe(true);
    }
  }
});

test('every figure is on the dashboard and in the table of operations.md, word for word', () => {
  const shown = new Set(
    panels
      .flatMap(({ targets = [] }) => targets.flatMap(({ expr }) => namesIn(expr)))
      .map(({ name }) => name),
  );
  for (const [name, { type, help, labels = {} }] of Object.entries(METRICS) as [string, Metric][]) {
    expect([...shown].some((one) => one === name || one.startsWith(`${name}_`))).toBe(true);
    const row = `| \`${name}\` | ${type} | ${
      Object.keys(labels)
        .map((label) => `\`${label}\``)
        .join(', ') || '–'
    } | ${help} |`;
    expect(operations).toContain(row);
  }
});

test('every alert has its section, which says what to do, and no section is without its alert', () => {
  const sections = operations.split('\n### ').slice(1);
  const named = sections.map((section) => section.slice(0, section.indexOf('\n')));
  expect(named).toEqual(rules.map(({ alert }) => alert));
  for (const section of sections) expect(section).toContain('**Do:**');
  for (const { annotations } of rules) expect(annotations.summary).toMatch(/\.$/);
});

test('redis.conf keeps every promise on a real Redis, and Kubernetes gives it the same settings', async () => {
  const settings = read('deploy/redis.conf')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const args = settings.flatMap((line) => {
    const [name = '', ...values] = line.split(' ');
    return [`--${name}`, ...values.map((value) => (value === '""' ? '' : value))];
  });
  const redis = await spawnRedis(args);
  const store = createRedisStore(redis.url);
  expect((await store.report()).warnings).toEqual([]);
  await store.close();
  await redis.stop();
  const documents = parseAllDocuments(read('deploy/kubernetes.yaml')).map((one) => one.toJS());
  const map = documents.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'redis');
  expect(map.data['redis.conf'].trim().split('\n')).toEqual(settings);
});

test('compose.yaml names files that exist and settings that the program reads, and gives the line no rights', () => {
  const { services, secrets } = yaml('deploy/compose.yaml');
  const readme = read('README.md');
  for (const name of Object.keys(services.line.environment)) {
    expect(readme).toContain(`\`${name.replace(/_FILE$/, '')}\``);
  }
  const mounts = Object.values(services).flatMap(
    (one) => (one as { readonly volumes?: readonly string[] }).volumes ?? [],
  );
  for (const mount of mounts.filter((one) => one.startsWith('.'))) {
    expect(existsSync(join(ROOT, 'deploy', mount.split(':')[0] ?? ''))).toBe(true);
  }
  expect(secrets['state-key'].file).toContain('secrets/state-key');
  expect(services.line).toMatchObject({ read_only: true, cap_drop: ['ALL'], deploy: { replicas: 2 } });
  expect(services.redis.networks).toEqual(['inside']);
  expect(services.redis.ports).toBeUndefined();
  expect(services.line.ports).toBeUndefined();
});

test('the manifest asks for pages that exist, runs without rights, and keeps one process through disruptions', () => {
  const documents = parseAllDocuments(read('deploy/kubernetes.yaml'));
  expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
  const of = (kind: string, name: string) =>
    documents.map((one) => one.toJS()).find((one) => one.kind === kind && one.metadata.name === name);
  const line = of('Deployment', 'line').spec;
  const [container] = line.template.spec.containers;
  const http = read('src/http.ts');
  for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
    expect(http).toContain(`'${container[probe].httpGet.path}'`);
  }
  expect(container.livenessProbe.httpGet.path).toBe('/health/live');
  expect(container.readinessProbe.httpGet.path).toBe('/health/ready');
  expect(line.replicas).toBe(2);
  expect(line.template.spec.securityContext.runAsNonRoot).toBe(true);
  expect(container.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
  for (const part of ['PodDisruptionBudget', 'Service']) {
    const { selector } = of(part, 'line').spec;
    expect(line.template.metadata.labels).toMatchObject(selector.matchLabels ?? selector);
  }
  const readme = read('README.md');
  for (const name of Object.keys(of('ConfigMap', 'waypost').data)) {
    expect(readme).toContain(`\`${name.replace(/_FILE$/, '')}\``);
  }
});

test('the image copies what exists, writes nothing, and does not run as root', () => {
  const image = read('deploy/Dockerfile');
  const copied = [...image.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files = '']) =>
    files.split(' '),
  );
  expect(copied.length).toBeGreaterThan(6);
  const allowed = read('deploy/Dockerfile.dockerignore');
  for (const file of copied) {
    expect(existsSync(join(ROOT, file))).toBe(true);
    expect(allowed).toContain(`!${file}\n`);
  }
  expect(image.lastIndexOf('\nUSER node')).toBeGreaterThan(image.lastIndexOf('\nFROM'));
  expect(image).toContain('npm ci --ignore-scripts');
});

test('every code that the program logs is explained, and every code explained is logged', () => {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !/^(widget|content)\//.test(file),
  );
  const sources = files.map((file) => readFileSync(join(ROOT, 'src', file), 'utf8'));
  const calls = sources.flatMap((source) => [
    ...source.matchAll(/\blog\??\.(?:info|warn|error)\(\s*([^;]{0,160})/g),
  ]);
  const logged = new Set(
    calls.flatMap(([, call = '']) => firstArgument(call).match(/'[a-z-]+\/[a-z-]+'/g) ?? []),
  );
  const codes = [...logged].map((code) => code.slice(1, -1));
  expect(codes.length).toBeGreaterThan(35);
  const rows = `${operations}\n${read('docs/problems.md')}`
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  const explained = new Set(rows.flatMap((row) => row.split(' | ')[0]?.match(/[a-z-]+\/[a-z-]+/g) ?? []));
  expect(codes.filter((code) => !explained.has(code))).toEqual([]);
  for (const code of Object.keys(STORE_ADVICE)) expect(explained).toContain(code);

  const everywhere = sources.join('\n');
  const table = operations.slice(operations.indexOf('\n## Log codes'), operations.indexOf('\n## Traces'));
  const listed = [...table.matchAll(/`([a-z-]+\/[a-z-]+)`/g)].map(([, code = '']) => code);
  const stages = /^whatsapp-web\/(qr|ready|starting)$/;
  expect(listed.filter((code) => !everywhere.includes(`'${code}'`) && !stages.test(code))).toEqual([]);
});

/** What stands before the first comma or closing bracket outside brackets. */
function firstArgument(call: string): string {
  let depth = 0;
  for (let at = 0; at < call.length; at += 1) {
    if ('([{'.includes(call[at] ?? '')) depth += 1;
    if (')]}'.includes(call[at] ?? '')) depth -= 1;
    if (depth < 0 || (depth === 0 && call[at] === ',')) return call.slice(0, at);
  }
  return call;
}
