import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { VitePWA } from 'vite-plugin-pwa'
import { build, defineConfig, type Plugin, type Rolldown } from 'vite'
import facts from './package.json' with { type: 'json' }

const { version } = facts

/** `/version.json`: asked at each exchange, never cached. An operator adds `"kill": true` to it to switch the app off. */
function versionFile(): Plugin {
  return {
    name: 'version-file',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'version.json', source: JSON.stringify({ version }) })
    }
  }
}

/** `import code from './it?frame'`: a file and all that it needs, as the text of one script for a page in a sandbox. */
function frames(): Plugin {
  return {
    name: 'frames',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith('?frame')) return
      const lib = { entry: id.slice(0, -'?frame'.length), formats: ['iife' as const], name: 'frame' }
      const made = (await build({ configFile: false, logLevel: 'error', build: { write: false, target: 'es2022', lib } })) as Rolldown.RolldownOutput[]
      return `export default ${JSON.stringify(made[0]!.output[0].code)}`
    }
  }
}

// What no first screen shows is not among it, though it is ours: cameras, partners' apps, players, televisions, kiosks, a code and a first PIN, a device that was ended, and what settings lead to.
const LATER = 'kernel/(device|sandbox|threads|held/(?!forget)|store/(argon|order\\.)|sync/bundle)|shells/(Television|television|parts/(useTurn|ByHand|Waiting|ChangeSecret|SetSecret|NewSecret|KioskSignIn|Enrol|hasCamera|Ended))|.*words\\.(en|cy|pl)\\.ts'
const GROUPS = [{ name: 'kernel', test: new RegExp(`node_modules/(@vue|vue|idb)/|src/(?!${LATER})(kernel|shells)/`), priority: 2 }]

export default defineConfig({
  base: '/',
  define: { __VERSION__: JSON.stringify(version), __VUE_OPTIONS_API__: 'false' },
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // The policy allows no inline script or style: nothing may be inlined for speed.
  build: {
    outDir: '../server/throughgate/faces/device/app',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    // On a slow tablet each file of the first screen costs more than its bytes: the kernel and the way in are one each.
    rolldownOptions: { output: { codeSplitting: { groups: GROUPS } } }
  },
  plugins: [
    vue(),
    versionFile(),
    frames(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      registerType: 'prompt',
      injectRegister: false,
      injectManifest: { globPatterns: ['**/*.{html,js,css,svg,woff2,png,webmanifest,wasm}'] },
      manifest: {
        id: '/',
        name: 'Throughgate',
        short_name: 'Throughgate',
        description: 'One app and one record, on every side of the wall.',
        start_url: '/',
        display: 'standalone',
        background_color: '#FBF8F3',
        theme_color: '#0F5C63',
        icons: [
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' }
        ]
      }
    })
  ],
  test: { include: ['tests/**/*.test.ts', 'src/**/*.test.ts', 'family/**/*.test.ts', 'letters/**/*.test.ts'], setupFiles: ['tests/setup.ts'], testTimeout: 20_000 }
} as Parameters<typeof defineConfig>[0])
