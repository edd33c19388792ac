// What the pages of staff and of families wear: our stylesheets from Sass, and the parts of others that they load as they are.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compile } from 'sass'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const parts = (path) => here(`../node_modules/${path}`)
const out = here('../../server/throughgate/kernel/web/static/web')
const font = '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next'

mkdirSync(`${out}/fonts`, { recursive: true })
cpSync(parts('htmx.org/dist/htmx.min.js'), `${out}/htmx.min.js`)
cpSync(parts('govuk-frontend/dist/govuk/govuk-frontend.min.js'), `${out}/govuk-frontend.min.js`)
cpSync(parts('@ministryofjustice/frontend/moj/moj-frontend.min.css'), `${out}/moj-frontend.min.css`)
for (const range of ['latin', 'latin-ext']) {
  cpSync(parts(`${font}-${range}-wght-normal.woff2`), `${out}/fonts/atkinson-${range}.woff2`)
}
for (const ours of ['staff.js', 'families.js', 'icon.svg']) {
  cpSync(here(ours), `${out}/${ours}`)
}
for (const face of ['staff', 'families']) {
  const { css } = compile(here(`${face}.scss`), { loadPaths: [parts('')], style: 'compressed', quietDeps: true })
  writeFileSync(`${out}/${face}.css`, css)
}
