/** What a thread on families' pages does besides: it hears of what is new, records and draws. The page works without it. */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  base: '/static/touch/',
  publicDir: false,
  resolve: { alias: { '@': here('../../src') } },
  build: {
    outDir: here('../../../server/throughgate/modules/touch/static/touch'),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    target: 'es2022',
    rolldownOptions: { input: { messages: here('main.ts') }, output: { entryFileNames: '[name].js' } }
  }
})
