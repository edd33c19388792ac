import gzip, json, hashlib, traceback
import pytest
from joserfc.jwk import ECKey
from tests.device import Tablet, tablet_of, _b64, code_for, raw_of
from tests.make import person, wing
from tests.hub import Carrier, parcel_of, sealed_piece
from throughgate.kernel.identity.models import DeviceKind
from tests.tiny import PHONE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny")]

def jwt(t, header=None, claims=None, rawh=None, rawc=None):
    h = rawh if rawh is not None else json.dumps(header).encode()
    c = rawc if rawc is not None else json.dumps(claims).encode()
    s = f"{_b64(h)}.{_b64(c)}"
    return f"{s}.{_b64(t.sign(s.encode()))}"

def show(name, fn):
    try:
        a = fn()
        print(("BAD " if a.status_code >= 500 else "ok  "), name, a.status_code, a.content[:110] if not a.streaming else "stream")
    except BaseException as e:
        print("BAD ", name, "RAISED", type(e).__name__, str(e)[:150], traceback.extract_tb(e.__traceback__)[-3:])

def test_probe(tablet, who):
    import throughgate.basics.clock as c
    t = tablet
    base = lambda: {"typ": "dpop+jwt", "alg": "ES256", "jwk": t.key.as_dict(private=False)}
    cl = lambda **k: {"htm": "POST", "htu": t.host + "/sync/v1/push", "iat": int(t.best_time().timestamp()), "jti": "x"} | k
    push = lambda proof: t.call("POST", "/sync/v1/push", {}, token=False, proof=proof)
    for name, k in {"iat huge": dict(iat=10**400), "iat nan": dict(iat=float("nan")), "iat inf": dict(iat=float("inf")), "jti surrogate": dict(jti="\ud800"), "htu list": dict(htu=[1]), "jti long": dict(jti="x"*100000),
        "exp str": dict(exp="x"), "exp": dict(exp=1), "nbf": dict(nbf=10**11), "aud": dict(aud=[[]]), "ath": dict(ath=5), "iat true": dict(iat=True), "origin": dict(origin="\ud800")}.items():
        show(name, lambda: push(jwt(t, base(), cl(**k))))
    nest = b"[" * 3000 + b"]" * 3000
    show("claims nest", lambda: push(jwt(t, base(), rawc=nest)))
    show("header nest", lambda: push(jwt(t, rawh=nest, claims=cl())))
    show("header nest100k", lambda: push(jwt(t, rawh=b"[" * 100000, claims=cl())))
    show("claims list", lambda: push(jwt(t, base(), rawc=b"[]")))
    show("claims str", lambda: push(jwt(t, base(), rawc=b'"x"')))
    show("claims not utf8", lambda: push(jwt(t, base(), rawc=b'\xff\xfe')))
    show("header list", lambda: push(jwt(t, rawh=b"[]", claims=cl())))
    for name, k in {"crit": dict(crit=["b64"], b64=False), "crit2": dict(crit=5), "alg list": dict(alg=[1]), "alg dict": dict(alg={}), "jwk x int": dict(jwk=base()["jwk"] | {"x": 5}), "jwk x bad": dict(jwk=base()["jwk"] | {"x": "AA"}),
        "jwk x empty": dict(jwk=base()["jwk"] | {"x": ""}), "jwk x None": dict(jwk=base()["jwk"] | {"x": None}), "jwk x list": dict(jwk=base()["jwk"] | {"x": []}), "jwk x uni": dict(jwk=base()["jwk"] | {"x": "é\ud800"}), "jwk kty list": dict(jwk=base()["jwk"] | {"kty": []}),
        "jwk crv list": dict(jwk=base()["jwk"] | {"crv": []}), "jwk extra": dict(jwk=base()["jwk"] | {"use": 5, "key_ops": 7, "alg": []}), "jwk x huge": dict(jwk=base()["jwk"] | {"x": "A" * 50000}), "typ dict": dict(typ={}), "kid": dict(kid={}), "x5c": dict(x5c=5), "cty": dict(cty={})}.items():
        show("h " + name, lambda: push(jwt(t, base() | k, cl())))
    for p in ["/%00", "/" + "a" * 5000, "/" + "a/" * 3000, "/%ff%fe", "/a%0Ab", "/..%2f..%2fetc/passwd", "/\\", "/%2e%2e/%00", "/assets/%00.js", "/ok%ED%A0%80", "//x", "/~", "/sync/v1/files/" + "a" * 64 + "%0A", "/version.json%00"]:
        show("GET " + p[:40], lambda: t.browser.get(p))
    for hs in [{"Content-Type": "text/plain; charset*=UTF-8''%00"}, {"Host": "evil.com"}, {"Host": "a b"}, {"Accept-Language": "x" * 600}, {"Accept-Language": "en-\x00"}, {"Accept-Language": "cy-" + "a" * 900}, {"Cookie": "tg-device-language=" + "a-" * 400}, {"Content-Length": "abc"}, {"Content-Encoding": "br"}, {"Cookie": "\xff;=;;="}, {"X-Forwarded-Host": "x"}]:
        show(str(hs)[:60], lambda: t.browser.generic("POST", "/sync/v1/push", b"{}", content_type=hs.pop("Content-Type", "application/json"), headers={"DPoP": t.proof("POST", "/sync/v1/push")} | hs))
        show("ping " + str(hs)[:60], lambda: t.browser.generic("GET", "/sync/v1/ping", b"", headers=hs))
    for m in ["FOO", "TRACE", "OPTIONS", "get", "PATCH"]:
        show("m " + m, lambda: t.browser.generic(m, "/sync/v1/push", b"{}", headers={}))
        show("m ping " + m, lambda: t.browser.generic(m, "/sync/v1/ping", b"{}", headers={}))
    # bodies
    st = lambda **k: {"device": t.id, "epoch": t.epoch, "keys": [], "acts": [], "state": {"version": "1"} | k}
    for k in [dict(waiting={"acts": 0, "files": 0, "oldest": "0001-01-01T00:00:00+14:00"}), dict(waiting={"oldest": "9999-12-31T23:59:59-14:00"}), dict(version="\u0000"), dict(version="\ud800"), dict(quota=2**62, usage=2**62), dict(first=2**53), dict(vaults=[{"person": t.person}] * 500), dict(vaults=[{"person": str(i)*8 + "-0000-0000-0000-000000000000"} for i in range(10)])]:
        show("push " + str(k)[:60], lambda: t.call("POST", "/sync/v1/push", st(**k), token=False))
    show("pull after first", lambda: t.call("POST", "/sync/v1/pull", {"streams": []}))
    t2 = tablet_of(person(lives=wing()))
    for body in [b"\x1f\x8b", b"", gzip.compress(b'{"streams":[]}')[:-4], gzip.compress(b'{"streams":[]}') + b"junk", gzip.compress(b'{"streams":[]}')[:-12], gzip.compress(b"")]:
        show("trunc gzip", lambda: t2.call("POST", "/sync/v1/pull", body, **{"Content-Encoding": "gzip"}))
    for body in [b'{"streams":[],"x":NaN}', b'{"streams":[],"epoch":"\\ud800"}', b'{"streams":[],"epoch":"\\u0000"}', b'{"streams":[],"epoch":"\x00"}', b'{"streams":[],"limit":1e400}', b'{"streams":[],"limit":99999999999999999999999}', b'{"streams":[],"scope_v":"\\udfff"}', b'{"streams":[{"s":"person/%s","at":"1\\n"}]}' % t2.person.encode(), '{"streams":[{"s":"person/x","at":"٣"}]}'.encode(), b'{"streams":[{"s":"person/%s","at":"999999999999999999"}]}' % t2.person.encode(), b'{"streams":[{"s":"\\u0000","at":""}]}', b'{"streams":[' + b",".join([b'{"s":"person/%s","at":""}' % t2.person.encode()] * 50) + b'],"limit":1}']:
        show("pull " + str(body)[:70], lambda: t2.call("POST", "/sync/v1/pull", body))
    for body in [{"base_rev": 0, "body": "\ud800"}, {"base_rev": 0, "body": "\u0000"}, {"base_rev": 2**53, "body": "x"}]:
        show("draft " + str(body), lambda: t2.call("PUT", "/sync/v1/drafts/11111111-1111-1111-1111-111111111111", body))
    for code in ["\u0000", "\ud800", "é", "", "ABCD-EFGH", "x" * 40]:
        show("enrol " + repr(code), lambda: Tablet().enrol(code))
        for slip in ["\ud800", "a.b.c", "é", "." * 50, "", "eyJhbGciOiJub25lIn0.e30."]:
            show("enrol was", lambda: Tablet().call("POST", "/sync/v1/enrol", {"code": code, "was": {"device": t2.id, "first": 1, "slip": slip}}, token=False))
    k = tablet_of(person(lives=wing()), DeviceKind.KIOSK) if False else None
    for s in [{"kind": "pin", "secret": "\ud800"}, {"kind": "\u0000", "secret": "123456"}, {"kind": "pin", "secret": "١٢٣٤٥٦"}, {"kind": "pictures", "secret": "a-b-c-d"}]:
        show("pin " + str(s), lambda: t2.call("POST", "/sync/v1/pin", s))
    for a in [{"lang": "en", "text": "\ud800"}, {"lang": "en", "text": "\u0000"}, {"lang": "\ud800", "text": "x"}, {"lang": "cy", "text": "\u202e" * 600}]:
        show("audio " + str(a)[:50], lambda: t2.call("POST", "/sync/v1/audio", a))

def test_acts(tablet, who):
    t = tablet
    for made in ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "2026-11-21T09:10:03.120+23:59"]:
        x = tablet_of(person(lives=wing()))
        x.say(PHONE, phone="1"); 
        raw = {"v": 1, "id": "0192f0c0-0000-7000-8000-000000000001"[:-12] + x.id[-12:], "n": 2, "prev": x.head, "device": x.id, "by": x.person, "do": PHONE, "made": made, "clock": {"boot": x.id, "mono_ms": 1e308, "off_ms": -10**13}, "say": {"phone": "2"}, "files": []}
        x.add(raw)
        show("made " + made, lambda: x.offer())
        x.pull()
    for more in [{"do": "\u0000"}, {"do": "é" * 80}, {"do": ""}, {"say": None}, {"say": []}, {"say": {"phone": "\u0000"}}, {"say": {"phone": "\ud800"}}, {"files": [{"h": "a" * 64, "n": 2**50, "t": "\u0000"}]}, {"files": [{"h": "a" * 64, "n": 1, "t": "image/png"}] * 50}, {"v": 2}, {"clock": {"boot": t.id, "mono_ms": -1e400, "off_ms": 10**13}}]:
        x = tablet_of(person(lives=wing()))
        raw = {"v": 1, "id": str(__import__("uuid").uuid4()), "n": 1, "prev": x.head, "device": x.id, "by": x.person, "do": PHONE, "made": "2026-11-21T09:10:03.120Z", "clock": {"boot": x.id, "mono_ms": 1, "off_ms": 0}, "say": {"phone": "2"}, "files": []} | more
        try: x.add(raw)
        except UnicodeEncodeError:
            w = json.dumps(raw).encode(); x.outbox.append(x.sealed(raw["id"], 1, w, x.sign(w)))
        show("act " + str(more)[:50], lambda: x.offer())
    # jwe
    x = tablet_of(person(lives=wing()))
    x.say(PHONE, phone="1")
    good = x.keys["k0"]; parts = good.split(".")
    from base64 import urlsafe_b64decode
    head = json.loads(urlsafe_b64decode(parts[0] + "=="))
    def withhead(h): return ".".join([_b64(h if isinstance(h, bytes) else json.dumps(h).encode()), *parts[1:]])
    for name, j in {"nest": withhead(b"[" * 1200), "nest2": withhead(b'{"a":' * 1200), "list": withhead([]), "noepk": withhead({k: v for k, v in head.items() if k != "epk"}), "epk str": withhead(head | {"epk": "x"}), "epk list": withhead(head | {"epk": []}), "epk int x": withhead(head | {"epk": head["epk"] | {"x": 5}}),
        "epk 384": withhead(head | {"epk": ECKey.generate_key("P-384").as_dict(private=False)}), "epk off curve": withhead(head | {"epk": head["epk"] | {"x": "A" * 43}}), "kid list": withhead(head | {"kid": []}), "kid other": withhead(head | {"kid": "zz"}), "alg dir": withhead(head | {"alg": "dir"}), "alg list": withhead(head | {"alg": []}), "enc list": withhead(head | {"enc": []}),
        "zip": withhead(head | {"zip": "DEF"}), "crit": withhead(head | {"crit": ["x"]}), "apu": withhead(head | {"apu": 5}), "apu2": withhead(head | {"apu": "\ud800"}), "pbes": withhead(head | {"alg": "PBES2-HS256+A128KW", "p2c": 10**9, "p2s": "x"}), "empty": "", "dots": "....", "dot6": ".....", "short key": ".".join([parts[0], "", *parts[2:]]), "bad key": ".".join([parts[0], "AAAA", *parts[2:]]), "no iv": ".".join([*parts[:2], "", *parts[3:]]), "no tag": ".".join([*parts[:4], ""]), "uni": "é" * 100, "nul": "\u0000", "surr": "\ud800", "ct": ".".join([*parts[:3], "AAAA", parts[4]]),
        "empty plain": __import__("joserfc.jwe").jwe.encrypt_compact({"alg": "ECDH-ES+A256KW", "enc": "A256GCM", "kid": x.seal[0]["kid"]}, b"", ECKey.import_key(x.seal[0])), "17 plain": __import__("joserfc.jwe").jwe.encrypt_compact({"alg": "ECDH-ES+A256KW", "enc": "A256GCM", "kid": x.seal[0]["kid"]}, b"1"*17, ECKey.import_key(x.seal[0]))}.items():
        y = tablet_of(person(lives=wing())); y.say(PHONE, phone="1"); y.keys["k0"] = j
        show("jwe " + name, lambda: y.offer())
    for name, iv, ct in [("iv empty", "", x.outbox[0]["ct"]), ("iv 1", "AA", x.outbox[0]["ct"]), ("iv uni", "é", "é"), ("iv surr", "\ud800", ""), ("ct empty", x.outbox[0]["iv"], ""), ("ct nul", "\u0000", "\u0000"), ("iv 64", "A" * 64, "A" * 64), ("iv=", "=", "=")]:
        y = tablet_of(person(lives=wing())); y.say(PHONE, phone="1"); y.outbox[0] |= {"iv": iv, "ct": ct}
        show("seal " + name, lambda: y.offer())
    hub = Carrier()
    y = tablet_of(person(lives=wing())); y.say(PHONE, phone="1", files=[y.keep_file(b"RIFFxxxx", "audio/wav")]); y.offer(); h = next(iter(y.files))
    for k in [{"offset": 8 * 2**20}, {"jwe": ""}, {"jwe": "é"}, {"iv": "\ud800"}, {"iv": ""}, {"ct": ""}, {"ct": "é"}, {"sha256": "b" * 64}, {"sha256": h + "\n"}, {"device": t.id}]:
        show("piece " + str(k)[:40], lambda: hub.carry_piece(sealed_piece(y, h, 0, b"RI") | k))
    s = hashlib.sha256(y.token.encode()).hexdigest()
    for k in [{"session": s}, {"session": s + "\n"}, {"session": s, "at": {"\ud800": "1"}}, {"session": s, "at": {"x": "1\n"}}, {"session": s, "epoch": y.epoch, "scope_v": "\u0000", "at": {"person/" + y.person: "999999999999999999"}}]:
        show("hubpull " + str(k)[:60], lambda: hub.call("POST", "/sync/v1/hub/pull", {"sessions": [k]}, token=False))
    for hd in [{"Upload-Offset": "-5", "Upload-Length": "8"}, {"Upload-Offset": "100", "Upload-Length": "8"}, {"Upload-Offset": "0", "Upload-Length": "-1"}, {"Upload-Offset": "0", "Upload-Length": "0"}, {"Upload-Offset": "9" * 4000, "Upload-Length": "9" * 4000}, {"Upload-Offset": "1" * 5000, "Upload-Length": "8"}]:
        y = tablet_of(person(lives=wing())); y.say(PHONE, phone="1", files=[y.keep_file(b"RIFF"+str(hd).encode()[:4000]+(b"xxxx"), "audio/wav")]); y.offer(); h=next(iter(y.files)); L=str(len(y.files[h][1]))
        show("patch " + str(hd)[:60], lambda: y.call("PATCH", "/sync/v1/files/" + h, b"", token=False, **hd, **{"X-File-Type": "audio/wav"}))
        show("  then", lambda: y.call("PATCH", "/sync/v1/files/" + h, y.files[h][1], token=False, **{"Upload-Offset": "0", "Upload-Length": L, "X-File-Type": "audio/wav"}))
