// The floors of docs/architecture.md: a file imports from lower floors only, rooms of floor 1 do not know each other,
// and each foreign library has one door.
const floor1 = ['content', 'triage', 'engine', 'signpost', 'render'];
const above = (rooms) => `^src/(${rooms.join('|')})/`;
const top = '^src/[^/]+[.]ts$';
const doors = {
  i18next: '^src/render/translate[.]ts$',
  ioredis: '^src/store/redis-',
  yaml: '^src/content/yaml',
  zod: '^src/content/',
  pino: '^src/runtime/log[.]ts$',
  natural: '^src/triage/natural[.]ts$',
  fastify: '^src/(http[.]ts$|channels-on[.]ts$|channels/)',
  '@fastify/[^/]+': '^src/(http[.]ts$|channels/web-chat)',
  telegraf: '^src/channels/telegram[.]ts$',
  botbuilder: '^src/channels/bot-framework[.]ts$',
  'whatsapp-web[.]js': '^src/channels/whatsapp-web/library[.]ts$',
};

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'floor-0-imports-nothing',
      severity: 'error',
      from: { path: '^src/model/' },
      to: { pathNot: '^src/model/' },
    },
    ...floor1.map((room) => ({
      name: `floor-1-${room}-imports-only-the-model`,
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: { path: '^src/', pathNot: `^src/(model|${room})/` },
    })),
    {
      name: 'floor-2-imports-no-higher',
      severity: 'error',
      from: { path: '^src/runtime/' },
      to: { path: [above(['channels', 'store', 'operator', 'content', 'widget']), top] },
    },
    ...['channels', 'store', 'operator'].map((room) => ({
      name: `floor-3-${room}-stays-in-its-room`,
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: {
        path: [above(['channels', 'store', 'operator', 'widget'].filter((other) => other !== room)), top],
      },
    })),
    {
      name: 'the-widget-stands-alone',
      severity: 'error',
      from: { path: '^src/widget/' },
      to: { path: '^src/', pathNot: '^src/widget/' },
    },
    ...Object.entries(doors).map(([library, door]) => ({
      name: `one-door-for-${library.replace(/\W+/g, '-')}`,
      severity: 'error',
      from: { path: '^src/', pathNot: door },
      to: { path: `^node_modules/${library}(/|$)` },
    })),
    { name: 'no-unknown-modules', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '([.]d[.]ts|[.]tsx)$' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
