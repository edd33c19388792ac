// Bundles two programs for Node: the app's own kernel, as each device runs it, and the driver. Neither enters the app that people get.
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const client = fileURLToPath(new URL('../../client/', import.meta.url))
const { build } = await import(createRequire(client).resolve('rolldown'))

// A device of these runs has no screen.
const noScreens = { name: 'no-screens', load: (id) => (id.endsWith('.vue') ? 'export default {}' : null) }

const shared = {
  plugins: [noScreens],
  resolve: { alias: { '@': `${client}src` }, modules: [`${client}node_modules`] },
  logLevel: 'warn'
}

export const OUT = `${client}node_modules/.throughgate-faults`

await build({
  ...shared,
  input: `${here}app.ts`,
  platform: 'browser',
  transform: { define: { __VERSION__: '"faults"', __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', 'process.env.NODE_ENV': '"production"' } },
  output: { file: `${OUT}/app.js`, format: 'iife', name: 'app', codeSplitting: false }
})
await build({ ...shared, input: `${here}main.ts`, platform: 'node', output: { file: `${OUT}/main.mjs`, format: 'esm', codeSplitting: false } })
