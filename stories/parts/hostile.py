"""An app that tries to get out, and a listener that counts what reached it. Its words are put together so that no check finds them."""

import json
import socket
import threading

MANIFEST = {"throughgate": 1, "name": {"en": "A friendly game"}, "version": "1", "needs": ["first_name"], "offers": []}
TRIES = """
const told = document.querySelector('ol')
const tell = (way, what) => { const one = document.createElement('li'); one.textContent = way + ': ' + what; told.append(one) }
const one = async (way, go) => { try { tell(way, await go() ? 'OUT' : 'held') } catch (error) { tell(way, 'held') } }
const going = [], attempt = (way, go) => { going.push(one(way, go)) }
const url = 'http://127.0.0.1:TCP/', later = (go) => new Promise((done) => { go(done); setTimeout(() => done(false), 1500) })
const make = (tag, more) => { const one = Object.assign(document.createElement(tag), more); document.body.append(one); return one }
const call = (Peer) => { const peer = new Peer({iceServers: [{urls: 'stun:127.0.0.1:UDP'},
  {urls: 'turn:127.0.0.1:TCP?transport=tcp', username: 'a', credential: 'b'}]})
  peer.createDataChannel('x'); peer.createOffer().then((offer) => peer.setLocalDescription(offer)); return true }
const R = 'RTC' + 'PeerConnection', mine = document.scripts[document.scripts.length - 1].textContent
async function all() {
  attempt('fetch', () => fetch(url, {mode: 'no-cors'}))
  attempt('fetch of our own', () => fetch('/sync/v1/ping'))
  attempt('XHR', () => later((done) => { const ask = new XMLHttpRequest(); ask.onload = done; ask.open('GET', url); ask.send() }))
  attempt('WebSocket', () => later((done) => { new WebSocket('ws://127.0.0.1:TCP/').onopen = done }))
  attempt('EventSource', () => later((done) => { new EventSource(url).onopen = done }))
  attempt('beacon', () => navigator.sendBeacon(url, 'x') && false)
  attempt('image', () => later((done) => make('img', {src: url + 'i.png', onload: done})))
  attempt('script', () => later((done) => make('script', {src: url + 's.js', onload: done})))
  attempt('style', () => later((done) => make('link', {rel: 'stylesheet', href: url, onload: done})))
  for (const rel of ['prefetch', 'preconnect', 'dns-prefetch'])
    attempt(rel, () => later((done) => make('link', {rel, href: url, onload: done})))
  attempt('form', () => { make('form', {action: url, method: 'post'}).submit(); return false })
  attempt('popup', () => window.open(url))
  attempt('parent', () => parent.document.title || top.localStorage)
  attempt('parent window', () => parent.indexedDB || parent.name === undefined)
  attempt('top navigation', () => { top.location = url; return false })
  attempt('cookie', () => { document.cookie = 'a=b'; return document.cookie })
  attempt('localStorage', () => localStorage)
  attempt('indexedDB', () => later((done) => { indexedDB.open('x').onsuccess = done }))
  attempt('caches', () => caches.open('x'))
  attempt('files', () => navigator.storage.getDirectory())
  attempt('service worker', () => navigator.serviceWorker.register('/sw.js'))
  const blob = URL.createObjectURL(new Blob(['postMessage(1)']))
  attempt('worker', () => later((done) => { new Worker(blob).onmessage = done }))
  attempt('import', () => import('data:text/javascript,export default 1'))
  attempt('eval', () => (0, eval)('1'))
  attempt('WebRTC', () => call(self[R]))
  attempt('WebRTC by its old name', () => call(self['webkit' + R]))
  attempt('WebRTC of an empty child', () => call(make('iframe', {}).contentWindow[R]))
  const within = mine.replace('all()\\n', 'call(self[R])\\n')
  const child = (script, name) => { make('iframe', {['src' + 'doc']: '<ol></ol><script>' + script + '</scr' + 'ipt>', name}) }
  attempt('WebRTC of a child with our script', () => child(mine, 'kid'))
  attempt('WebRTC of a child with another script', () => child(within, ''))
  attempt('WebRTC of an address', () => { make('iframe', {src: 'java' + 'script:new parent.' + R + '()'}) })
  attempt('our own page as a child', () => later((done) => make('iframe', {src: '/', onload: (e) => done(e.target.contentDocument)})))
  attempt('a child that goes elsewhere', () => { make('iframe', {src: url}); make('iframe', {}).contentWindow.location = url })
  attempt('camera', () => navigator.mediaDevices.getUserMedia({video: true}))
  attempt('position', () => later((done) => navigator.geolocation.getCurrentPosition(done)))
  for (let n = 0; n < 12; n++) parent.postMessage({throughgate: 1, n}, '*')
  await Promise.all(going)
  tell('tried', 'all')
}
if (window.name === 'kid') { try { call(self[R]) } catch (error) { void error } } else
all()
document.querySelector('#eat')?.addEventListener('click', () => {
  window.eaten = Array.from({length: 50}, () => new Uint8Array(1e7).fill(7)); tell('eaten', eaten.length) })
document.querySelector('#loop')?.addEventListener('click', () => setTimeout(() => { for (;;) {} }, 100))
const LEAVES = {leave: () => { location.href = url }, self: () => window.open(url, '_self'), anchor: () => make('a', {href: url}).click()}
for (const id in LEAVES) document.getElementById(id)?.addEventListener('click', () => setTimeout(LEAVES[id], 100))
"""

# Ways by which the app leaves its own frame: each ends it, so that it is opened anew for the next.
LEAVES = ("leave", "self", "anchor")


class Sink:
    """Listens on loopback, for whatever may reach it. `reached` says what did."""

    def __init__(self) -> None:
        self.reached: list[str] = []
        self.tcp, self.udp = socket.create_server(("127.0.0.1", 0)), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(("127.0.0.1", 0))
        for listen in (self._accept, self._receive):
            threading.Thread(target=listen, daemon=True).start()

    def hostile(self) -> str:
        """The app, aimed at this sink."""
        script = TRIES.replace("TCP", str(self.tcp.getsockname()[1])).replace("UDP", str(self.udp.getsockname()[1]))
        body = "<ol></ol>" + "".join(f'<button id="{name}">{name}</button>' for name in ("eat", "loop", *LEAVES))
        head = f'<title>Game</title><script type="application/throughgate+json">{json.dumps(MANIFEST)}</script>'
        return f"<!doctype html><html lang=en><head><meta charset=utf-8>{head}</head><body>{body}<script>{script}</script></body></html>"

    def works(self) -> bool:
        """Both ends hear: nothing reached is nothing sent."""
        with socket.create_connection(self.tcp.getsockname()), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as knock:
            knock.sendto(b"x", self.udp.getsockname())
        while len(self.reached) < 2:
            pass
        heard, self.reached = sorted(self.reached), []
        return heard == ["tcp", "udp"]

    def _accept(self) -> None:
        while True:
            self.tcp.accept()[0].close()
            self.reached.append("tcp")

    def _receive(self) -> None:
        while True:
            self.udp.recvfrom(2000)
            self.reached.append("udp")
