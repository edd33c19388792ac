"""The sandbox in which staff try an app: the same prelude and the same policy as on the device (client/src/kernel/sandbox)."""

from collections.abc import Mapping

from throughgate.modules.apps.rules.check import hash_of, scripts_of

# Stands at the beginning of each script, so that no script of the file ever runs without it. WebRTC is the one way out that no
# content security policy closes (measured in Chromium 156: ADR 0007). The rest is how we know that the page still answers.
PRELUDE = (
    "for(const n of Object.getOwnPropertyNames(self))if(/RTC|WebTransport/.test(n)){"
    "delete self[n];Object.defineProperty(self,n,{value:undefined})}"
    "addEventListener('message',(e)=>{const p=e.source===parent&&e.ports[1];if(p)p.onmessage=(m)=>p.postMessage(m.data)});"
    "addEventListener('load',()=>parent.postMessage({throughgate:1},'*'));\n"
)
NOTHING = ("default-src", "connect-src", "worker-src", "frame-src", "object-src", "form-action", "base-uri", "manifest-src")
PERMISSIONS = (
    "camera=(), microphone=(), geolocation=(), display-capture=(), fullscreen=(), payment=(), usb=(), serial=(), bluetooth=(), hid=()"
)


def prepared(content: bytes) -> tuple[str, list[str]]:
    """The page with our prelude in each script, and the hashes of these."""
    text = content.decode().replace("\r\n", "\n").replace("\r", "\n")
    scripts, at, out = scripts_of(text), 0, ""
    for script in scripts:
        begins = text.index(script, at)
        out, at = out + text[at:begins] + PRELUDE, begins
    return out + text[at:], [hash_of(PRELUDE + script) for script in scripts]


def headers(hashes: list[str], wasm: bool) -> Mapping[str, str]:
    """What the page is answered with."""
    scripts = " ".join([*(f"'sha256-{one}'" for one in hashes), *(["'wasm-unsafe-eval'"] if wasm else [])]) or "'none'"
    rules = [
        "sandbox allow-scripts",
        *(f"{one} 'none'" for one in NOTHING),
        f"script-src {scripts}",
        "style-src 'unsafe-inline'",
        "frame-ancestors 'self'",
        *(f"{one} data:" for one in ("img-src", "media-src", "font-src")),
    ]
    return {
        "Content-Security-Policy": "; ".join(rules),
        "Permissions-Policy": PERMISSIONS,
        # No policy of content stops a frame's own navigation before the browser has knocked at the address: this does.
        "Connection-Allowlist": "()",
        "Referrer-Policy": "no-referrer",
        "X-DNS-Prefetch-Control": "off",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
