// Module hooks of a line under trial: some modules of dist/ are taken from this folder instead, which wrap the built ones.
// Must not know what the wrappers do.

const HERE = new URL('./', import.meta.url).href;
const DIST = new URL('../../../dist/', import.meta.url).href;
const WRAPPED = {
  'runtime/mind.js': 'mind.js',
  'runtime/runtime.js': 'runtime.js',
  'engine/upgrade.js': 'upgrade.js',
  'store/redis-store.js': 'redis-store.js',
  'channels/telegram.js': 'telegram.js',
  'channels/whatsapp-cloud.js': 'whatsapp-cloud.js',
};

export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  const wrapper = found.url.startsWith(DIST) ? WRAPPED[found.url.slice(DIST.length)] : undefined;
  if (wrapper === undefined || context.parentURL?.startsWith(HERE)) return found;
  return { url: `${HERE}${wrapper}`, format: 'module', shortCircuit: true };
}
