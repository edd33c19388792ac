/** jQuery as packages know it: they were written for 1.9, and what went since then they still call. Source: jQuery's own upgrade guides to 3.0 and 3.5. */
import $ from 'jquery'

interface Older {
  fn: Record<string, unknown>
  htmlPrefilter: (html: string) => string
}

const CLOSED_AT_ONCE = /<(?!area|br|col|embed|hr|img|input|link|meta|param)(([a-z][^/\0>\x20\t\r\n\f]*)[^>]*)\/>/gi

export function older(): void {
  const { fn } = $ as unknown as Older
  fn.andSelf = fn.addBack
  fn.size = function (this: { length: number }) {
    return this.length
  }
  for (const name of ['load', 'error', 'unload']) {
    fn[name] = function (this: { on: (name: string, hears: unknown) => unknown }, hears: unknown) {
      return this.on(name, hears)
    }
  }
  ;($ as unknown as Older).htmlPrefilter = (html) => html.replace(CLOSED_AT_ONCE, '<$1></$2>')
}
