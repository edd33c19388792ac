/** The page of those who read sealed letters: a small program of its own, none of it the app's shell. */
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  base: '/static/letters/',
  publicDir: false,
  define: { __VUE_OPTIONS_API__: 'false' },
  resolve: { alias: { '@': here('../src') } },
  build: {
    outDir: here('../../server/throughgate/modules/letters/static/letters'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    target: 'es2022',
    rolldownOptions: {
      input: { letters: here('main.ts') },
      // The page names these.
      output: { entryFileNames: '[name].js', assetFileNames: (file) => (file.names[0]?.endsWith('.css') ? 'letters.css' : '[name]-[hash][extname]') }
    }
  },
  plugins: [vue()]
})
