/** What a partner's app is answered with: the policy that holds it in, and the words that stand before each of its scripts. See ADR 0007. */

export const PATH = '/apps/run/'

// Stands at the beginning of each script, so that no script of the file ever runs without it. WebRTC is the one way out that no
// content security policy closes (measured in Chromium 156).
export const CLOSING =
  "for(const n of Object.getOwnPropertyNames(self))if(/RTC|WebTransport/.test(n)){delete self[n];Object.defineProperty(self,n,{value:undefined})}"

// The rest is how we know that the page still answers.
export const PRELUDE = [
  CLOSING,
  "addEventListener('message',(e)=>{const p=e.source===parent&&e.ports[1];if(p)p.onmessage=(m)=>p.postMessage(m.data)});",
  "addEventListener('load',()=>parent.postMessage({throughgate:1},'*'));\n"
].join('')

const NOTHING = ['default-src', 'worker-src', 'frame-src', 'object-src', 'form-action', 'base-uri', 'manifest-src']
const DATA = ['img-src', 'media-src', 'font-src']
const PERMISSIONS =
  'camera=(), microphone=(), geolocation=(), display-capture=(), fullscreen=(), payment=(), usb=(), serial=(), bluetooth=(), hid=()'

/** What a page may do besides running its own scripts. `packaged`: it holds many files, which are blob: there, and may evaluate what it holds. */
export interface May {
  wasm: boolean
  packaged?: boolean
}

/** Headers for the page. `scripts`: the sha256 in base64 of each that may run. */
export function headersFor(scripts: readonly string[], { wasm, packaged = false }: May): Record<string, string> {
  const also = [...(wasm ? ["'wasm-unsafe-eval'"] : []), ...(packaged ? ["'unsafe-eval'"] : [])]
  const run = [...scripts.map((hash) => `'sha256-${hash}'`), ...also].join(' ') || "'none'"
  const rules = [
    'sandbox allow-scripts',
    ...NOTHING.map((one) => `${one} 'none'`),
    `connect-src ${packaged ? 'blob:' : "'none'"}`,
    `script-src ${run}`,
    "style-src 'unsafe-inline'",
    "frame-ancestors 'self'",
    ...DATA.map((one) => `${one} data:${packaged ? ' blob:' : ''}`)
  ]
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': rules.join('; '),
    'Permissions-Policy': PERMISSIONS,
    // No policy of content stops a frame's own navigation before the browser has knocked at the address: this does.
    'Connection-Allowlist': '()',
    'Referrer-Policy': 'no-referrer',
    'X-DNS-Prefetch-Control': 'off',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store'
  }
}
