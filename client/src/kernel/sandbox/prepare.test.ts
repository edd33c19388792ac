import { describe, expect, it } from 'vitest'
import { PRELUDE } from './policy'
import { NotAsSigned, hashOf, prepare } from './prepare'

const page = (script: string) =>
  `<!doctype html><script type="application/throughgate+json">{}</script><body><script type="module">${script}</script></body>`

describe('a page that is to run', () => {
  it('has our prelude before each script that was signed, and nowhere else', async () => {
    const ready = await prepare(page('go()\n'), [await hashOf('go()\n')], false)
    expect(ready.html).toBe(page(`${PRELUDE}go()\n`))
    expect(ready.scripts).toEqual([await hashOf(`${PRELUDE}go()\n`)])
  })

  it('is the same however its lines end', async () => {
    const ready = await prepare(page('go()\r\n'), [await hashOf('go()\n')], false)
    expect(ready.html).toBe(page(`${PRELUDE}go()\n`))
  })

  it.each([
    ['another script stands in its place', page('steal()')],
    ['it is not there', '<!doctype html>'],
    ['it stands where we read something else', '<!doctype html><script data-x="a>b">go()\n</script>']
  ])('does not run where %s', async (_what, html) => {
    await expect(prepare(html, [await hashOf('go()\n')], false)).rejects.toThrow(NotAsSigned)
  })
})
