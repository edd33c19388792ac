"""H5P and SCORM: what is taken, and what is refused with which part of it."""

import json
import random
import zipfile

import pytest

from throughgate.basics.errors import Refused
from throughgate.modules.library.media import packages
from throughgate.modules.library.media.ready import make, words_of
from throughgate.modules.library.rules.media import MediaKind

LIBRARY = "H5P.MultiChoice-1.16/library.json"
NEEDS = [{"machineName": "H5P.MultiChoice", "majorVersion": 1, "minorVersion": 16}]
ABOUT = {"title": "Coins", "mainLibrary": "H5P.MultiChoice", "language": "en", "embedTypes": ["div"], "preloadedDependencies": NEEDS}
CONTENT = {"question": "<p>How many?</p>", "metadata": {"source": "https://example.org/made"}, "media": {"path": "images/coins.png"}}
H5P = {"h5p.json": json.dumps(ABOUT), "content/content.json": json.dumps(CONTENT), LIBRARY: "{}", "content/images/coins.png": "png"}
BELOW = json.dumps({"preloadedDependencies": [{"machineName": "H5P.Question", "majorVersion": 1, "minorVersion": 5}]})
MANIFEST = '<manifest xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"><resources>%s</resources></manifest>'
RESOURCE = '<resource identifier="r" type="webcontent" href="index.html?a=1"/>'
SCORM = {"imsmanifest.xml": MANIFEST % RESOURCE, "index.html": "<p>Hello</p>"}


def brought(tmp_path, kind, files):
    with zipfile.ZipFile(tmp_path / "in", "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    (tmp_path / "made").mkdir()
    return make(kind, tmp_path / "in", tmp_path / "made")


@pytest.mark.parametrize(("kind", "files"), [(MediaKind.H5P, H5P), (MediaKind.SCORM, SCORM)])
def test_a_package_is_kept_as_the_one_file_it_came_as(tmp_path, kind, files):
    (piece,) = brought(tmp_path, kind, files).pieces
    assert (piece.role, piece.kind) == ("shown", f"application/x-{kind}")
    assert piece.path.read_bytes() == (tmp_path / "in").read_bytes()


def said(**more):
    return {**H5P, "content/content.json": json.dumps(CONTENT | more)}


@pytest.mark.parametrize(
    ("kind", "files", "code", "what"),
    [
        (MediaKind.H5P, said(film="https://films.example.org/a.mp4"), "calls_out", "films.example.org"),
        (MediaKind.H5P, said(text='<img src="//cdn.example.org/x.png">'), "calls_out", "cdn.example.org"),
        (MediaKind.H5P, {name: H5P[name] for name in H5P if name != "h5p.json"}, "not_h5p", "h5p.json"),
        (MediaKind.H5P, {name: H5P[name] for name in H5P if name != LIBRARY}, "h5p_incomplete", "H5P.MultiChoice-1.16"),
        (MediaKind.H5P, {**H5P, "content/content.json": "{"}, "h5p_broken", "content/content.json"),
        (MediaKind.H5P, {**H5P, "h5p.json": "[" * 100_000}, "h5p_broken", "h5p.json"),
        (MediaKind.H5P, {**H5P, "h5p.json": "[]"}, "h5p_broken", "h5p.json"),
        (MediaKind.H5P, {**H5P, "../out.js": "x"}, "zip_escapes", "../out.js"),
        (MediaKind.H5P, {**H5P, "content/more": "PK\x03\x04x"}, "zip_in_zip", "content/more"),
        (MediaKind.H5P, {**H5P, LIBRARY: BELOW}, "h5p_incomplete", "H5P.Question-1.5"),
        (MediaKind.H5P, {**H5P, LIBRARY: json.dumps({"preloadedJs": [{"path": "gone.js"}]})}, "h5p_broken", "gone.js"),
        (MediaKind.H5P, {**H5P, LIBRARY: "[]"}, "h5p_broken", LIBRARY),
        (MediaKind.SCORM, {**SCORM, "index.html": '<script defer src="https://cdn.example/x.js">'}, "calls_out", "cdn.example"),
        (MediaKind.SCORM, {**SCORM, "index.html": '<frameset><frame src="a.html"></frameset>'}, "scorm_framed", "index.html"),
        (MediaKind.SCORM, {"index.html": "x"}, "not_scorm", "imsmanifest.xml"),
        (MediaKind.SCORM, {**SCORM, "imsmanifest.xml": "<manifest>"}, "scorm_broken", "imsmanifest.xml"),
        (MediaKind.SCORM, {**SCORM, "imsmanifest.xml": "<!DOCTYPE m [<!ENTITY a 'b'>]><m>&a;</m>"}, "scorm_broken", ""),
        (MediaKind.SCORM, {**SCORM, "imsmanifest.xml": MANIFEST % RESOURCE.replace("index", "gone")}, "not_scorm", "gone.html"),
        (MediaKind.SCORM, {**SCORM, "imsmanifest.xml": MANIFEST % '<resource href="http://a.example/x"/>'}, "calls_out", "a.example"),
    ],
)
def test_what_cannot_be_taken_says_why(tmp_path, kind, files, code, what):
    with pytest.raises(Refused) as no:
        brought(tmp_path, kind, files)
    assert (no.value.code, what in no.value.words) == (code, True)
    assert words_of(no.value.code, no.value.values) == no.value.words


def test_a_link_is_no_call(tmp_path):
    brought(
        tmp_path,
        MediaKind.SCORM,
        {**SCORM, "index.html": '<a href="https://example.org">More</a><svg xmlns="http://www.w3.org/2000/svg"/>'},
    )


def test_what_no_tablet_can_show_says_how_large_it_is(tmp_path, monkeypatch):
    monkeypatch.setattr(packages, "MOST_UNPACKED", 2 * 2**20)
    with pytest.raises(Refused) as no:
        brought(tmp_path, MediaKind.H5P, {**H5P, "content/film.mp4": random.Random(1).randbytes(3 * 2**20)})
    assert "unpacks to 3 MB" in no.value.words
