"""What the check finds, one bad thing at a time. No database."""

import json
import re
from pathlib import Path

import pytest

from throughgate.modules.apps.rules import sandbox
from throughgate.modules.apps.rules.check import MOST_BYTES, check, hash_of
from throughgate.modules.apps.tests.make import MANIFEST, html

ROOT = Path(__file__).resolve().parents[5]


def codes(text):
    return {one.code for one in check(text.encode()).problems}


def test_a_good_app_is_good_and_its_scripts_are_known():
    found = check(html().encode())
    assert found.good
    assert (found.problems, found.notes) == ((), ())
    assert found.scripts == (hash_of("go()"),)
    assert found.manifest
    assert found.manifest.offers[0].most == 8


def test_the_worked_example_is_good():
    found = check((ROOT / "kit/examples/cycle-maintenance.html").read_bytes())
    assert (found.good, found.notes) == (True, ())


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("too_large", html(body="x" * MOST_BYTES)),
        ("not_html", html().removeprefix("<!doctype html>")),
        ("no_manifest", html().replace("throughgate+json", "json")),
        ("two_manifests", html(head='<script type="application/throughgate+json">{}</script>')),
        ("bad_manifest", html("{")),
        ("bad_manifest", html(json.dumps(MANIFEST | {"needs": ["offences"]}))),
        ("bad_manifest", html(json.dumps(MANIFEST | {"more": 1}))),
        ("no_script", html().replace("<script>go()</script>", "")),
        ("remote_address", html(body='<img src="https://evil.example/x.png">')),
        ("remote_address", html(body='<img src="//evil.example/x.png">')),
        ("remote_address", html(body='<a href="other.html">x</a>')),
        ("remote_address", html(body='<a href="data:text/html,x">x</a>')),
        ("remote_address", html(body='<svg><use xlink:href="https://evil.example/a.svg#b"/></svg>')),
        ("remote_address", html(body='<video poster="/x.png"></video>')),
        ("remote_address", html(body='<img srcset="https://evil.example/x.png 2x">')),
        ("remote_address", html(head="<style>p{background:url(https://evil.example/x.png)}</style>")),
        ("remote_address", html(head='<style>@import "https://evil.example/x.css";</style>')),
        ("remote_address", html(body="<p style=\"background:url('https://evil.example/x.png')\">x</p>")),
        ("javascript_address", html(body='<a href="java\nscript:go()">x</a>')),
        ("javascript_address", html(script="location='javascript:go()'")),
        ("script_outside", html(head='<script src="https://evil.example/x.js"></script>')),
        ("script_outside", html(head='<script src="data:text/javascript,go()"></script>')),
        ("script_kind", html(head='<script type="importmap">{}</script>')),
        ("script_kind", html(head='<script type="speculationrules">{}</script>')),
        ("base", html(head='<base href="https://evil.example/">')),
        ("http_equiv", html(head='<meta http-equiv="refresh" content="0;url=https://evil.example/">')),
        ("http_equiv", html(head='<META HTTP-EQUIV="Content-Security-Policy" content="">')),
        ("link", html(head='<link rel="stylesheet" href="data:text/css,">')),
        ("link", html(head='<link rel="preconnect" href="https://evil.example">')),
        ("frame", html(body="<iframe></iframe>")),
        ("frame", html(body='<object data="data:image/svg+xml,"></object>')),
        ("form_outside", html(body='<form action="https://evil.example/"></form>')),
        ("form_outside", html(body='<button formaction="https://evil.example/">x</button>')),
        ("inline_handler", html(body='<button onclick="go()">x</button>')),
        ("inline_handler", html(body='<svg onload="go()"/>')),
        ("ping", html(body='<a href="#a" ping="https://evil.example/">x</a>')),
        ("webrtc", html(script="new RTCPeerConnection()")),
        ("webrtc", html(script="new webkitRTCPeerConnection()")),
        ("srcdoc", html(script="f.srcdoc = 'x'")),
        ("srcdoc", html(body='<p srcdoc="x">')),
        ("wasm_unsaid", html(script="WebAssembly.instantiate(x)")),
    ],
)
def test_what_is_refused(code, text):
    assert code in codes(text)


def test_what_is_no_text_is_refused():
    assert "not_text" in {one.code for one in check(b"\xff" + html().encode()).problems}


@pytest.mark.parametrize("nothing", [b"", b"\x00", b"<", b"<script", b'<!doctype html><script type="application/throughgate+json">'])
def test_whatever_is_brought_is_answered(nothing):
    assert not check(nothing).good


@pytest.mark.parametrize(
    ("code", "script"),
    [
        ("reaches_out", "fetch('/x')"),
        ("keeps_things", "localStorage.x = 1"),
        ("evaluates", "new Function('x')"),
        ("opens_windows", "window.open('x')"),
        ("names_addresses", "x = 'https://evil.example/'"),
    ],
)
def test_what_the_reviewer_is_told(code, script):
    found = check(html(script=f"\n\n{script}").encode())
    assert found.good
    assert [(one.code, one.line) for one in found.notes] == [(code, 5)]


def test_wasm_that_is_said_is_for_the_reviewer():
    found = check(html(MANIFEST | {"wasm": True}, script="WebAssembly.instantiate(x)").encode())
    assert (found.good, [one.code for one in found.notes]) == (True, ["wasm"])


def test_lines_are_told_and_words_are_whole():
    problem = next(one for one in check(html(body='\n\n<img src="x.png">').encode()).problems)
    assert str(problem).startswith("5: This points outside the file.")


def test_windows_lines_are_the_same_script():
    text = html(script="go()\nmore()")
    assert check(text.replace("\n", "\r\n").encode()).scripts == check(text.encode()).scripts


def test_staff_try_it_under_the_prelude_of_the_device():
    page, hashes = sandbox.prepared(html(head="<script>first()</script>").encode())
    assert re.findall(r"<script>(.+?)</script>", page, re.DOTALL) == [sandbox.PRELUDE + one for one in ("first()", "go()")]
    assert hashes == [hash_of(sandbox.PRELUDE + one) for one in ("first()", "go()")]
    policy = sandbox.headers(hashes, wasm=False)["Content-Security-Policy"]
    assert "sandbox allow-scripts;" in policy
    assert "unsafe" not in policy.replace("style-src 'unsafe-inline'", "")


def test_the_prelude_and_the_policy_are_those_of_the_device():
    ours = (ROOT / "client/src/kernel/sandbox/policy.ts").read_text()
    written = "".join(re.findall(r'^  "(.*)"', ours.split("CLOSING =")[1].split("const NOTHING")[0], re.MULTILINE)).replace("\\n", "\n")
    assert written == sandbox.PRELUDE
    for rule in sandbox.headers([], wasm=False)["Content-Security-Policy"].split("; "):
        assert rule.split(" ")[0] in ours, rule
