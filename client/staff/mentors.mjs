// The sheet for peer mentors: the tour's own drawings and sentences on paper, so that neither can differ from what the device shows.
// One page of HTML for each language, with all that it needs in it; the staff's page makes it a PDF.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { createServer } from 'vite'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const read = (path) => readFileSync(here(path), 'utf8')
const out = here('../../server/throughgate/modules/devices/data/mentors')
const tour = '/src/capabilities/firstday'
const FOOT = ['back', 'ear', 'forward']

const sprite = read('../src/kernel/ui/icons.svg')
const light = new Map([...read('../src/kernel/ui/tokens.css').matchAll(/--([\w-]+): (?:light-dark\((#\w+), #\w+\)|(.+));/g)].map(([, name, day, always]) => [name, day ?? always]))
const colours = read(`..${tour}/pictures/picture.css`).replace(/var\(--([\w-]+)\)/g, (_, name) => light.get(name))

const symbol = (name) => sprite.match(new RegExp(`<symbol id="${name}"[^]*?</symbol>`))[0]
const address = (svg) => `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`

/** A drawing that stands alone: its colours and the signs that it uses within it. */
function alone(svg) {
  const own = svg.replace(/href="[^"#]*#/g, 'href="#').replace('viewbox', 'viewBox').replace(/<!--[^]*?-->/g, '')
  const signs = [...new Set([...own.matchAll(/href="#([\w-]+)"/g)].map(([, name]) => symbol(name)))]
  return address(own.replace(/^<svg([^>]*)>/, `<svg xmlns="http://www.w3.org/2000/svg"$1><style>${colours}</style><defs>${signs.join('')}</defs>`))
}

function sign(name) {
  const button = `<circle cx="24" cy="24" r="22" fill="none" stroke="${light.get('act')}" stroke-width="3"/>`
  return alone(`<svg viewBox="0 0 48 48">${button}<use class="firstday-sign is-main" href="#${name}" x="10" y="10" width="28" height="28"/></svg>`)
}

const vite = await createServer({
  configFile: false,
  root: here('..'),
  resolve: { alias: { '@': here('../src') } },
  plugins: [vue()],
  server: { middlewareMode: true, ws: false, watch: null },
  appType: 'custom',
  logLevel: 'error'
})
const part = async (path) => vite.ssrLoadModule(`${tour}/${path}`)
const { default: Picture } = await part('pictures/Picture.vue')
const { default: Sheet } = await part('sheet/Sheet.vue')
const { STEPS } = await part('steps.ts')

const steps = STEPS.map(async ({ name }) => [name, alone(await renderToString(createSSRApp(Picture, { name })))])
// As backgrounds: whoever hears the sheet has the sentence beside each, and need not hear of a drawing.
const drawings = [...(await Promise.all(steps)), ...FOOT.map((name) => [`sign-${name}`, sign(name)])]
const style = read(`..${tour}/sheet/sheet.css`) + drawings.map(([name, drawn]) => `.is-${name} { background-image: url(${drawn}) }`).join('\n')
mkdirSync(out, { recursive: true })
for (const lang of ['en', 'cy', 'pl']) {
  const { default: words } = await part(`sheet/words.${lang}.ts`)
  const head = `<meta charset="utf-8"><title>${words['mentors.title']}</title><style>${style}</style>`
  const body = await renderToString(createSSRApp(Sheet, { lang }))
  writeFileSync(`${out}/${lang}.html`, `<!doctype html><html lang="${lang}"><head>${head}</head><body>${body}</body></html>`)
}
await vite.close()
