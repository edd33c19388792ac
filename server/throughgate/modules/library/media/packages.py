"""H5P and SCORM: small programs with what they show, kept as the one file they came as. They run in the app's sandbox only (ADR 10).

Sources: the H5P specification (h5p.org/documentation/developers/h5p-specification); SCORM 1.2 and 2004, Content Aggregation Model.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import msgspec
from django.utils.translation import gettext_lazy as _

from throughgate.modules.library.media import zips
from throughgate.modules.library.media.pieces import Made, Piece, Unusable
from throughgate.modules.library.rules.media import H5P, MB, MOST_UNPACKED, SCORM

MOST_LIST = 20 * MB
ELSEWHERE = re.compile(r"""(?:(?:https?|wss?|ftp):)?//[a-z0-9][^\s"'<>\\]*""", re.IGNORECASE)
# What a page loads by itself; a link is only followed.
LOADS = re.compile(
    r"""<(?:script|link|img|source|video|audio|iframe|object|embed)\b[^>]*?\s(?:src|href|data)\s*=\s*["']?([^\s"'>]+)""", re.IGNORECASE
)
FRAMES = re.compile(r"<(?:i?frame|frameset|object|embed)\b", re.IGNORECASE)
# Names of languages of markup, which look like addresses and are never asked for.
NAMES = re.compile(r"^(?:https?:)?//www\.w3\.org/", re.IGNORECASE)
# Who made it and where it comes from: shown, never fetched.
TOLD = ("metadata", "copyright", "license", "authors")


class Named(msgspec.Struct, rename="camel"):
    """A library by name and version."""

    machine_name: str
    major_version: int
    minor_version: int

    @property
    def folder(self) -> str:
        return f"{self.machine_name}-{self.major_version}.{self.minor_version}"


class Loaded(msgspec.Struct):
    path: str


class About(msgspec.Struct, rename="camel"):
    """Of `h5p.json` what is needed to show it."""

    main_library: str
    preloaded_dependencies: list[Named]


class LibraryFile(msgspec.Struct, rename="camel"):
    """The same of a `library.json`."""

    preloaded_dependencies: list[Named] = []
    preloaded_js: list[Loaded] = []
    preloaded_css: list[Loaded] = []


class NotH5p(Unusable):
    says = _("This is no H5P package: {what} is not in it. Download it again from where it was made, as “.h5p”.")


class H5pBroken(Unusable):
    says = _("“{what}” in this H5P package cannot be read. Download it again from where it was made.")


class H5pIncomplete(Unusable):
    says = _("This H5P package needs the library “{what}”, which is not in it. Export it with all its libraries.")


class CallsOut(Unusable):
    says = _("This would fetch “{what}” from elsewhere, where people here cannot reach. Put it into the package itself, and bring that.")


class NotScorm(Unusable):
    says = _("This is no SCORM package: {what} is not in it. Export it again as SCORM from where it was made.")


class ScormBroken(Unusable):
    says = _("The list of this SCORM package (imsmanifest.xml) cannot be read. Export it again from where it was made.")


class ScormFramed(Unusable):
    says = _("“{what}” shows its pages in frames, which cannot be shown here. Export the course so that it is one page, or make it as H5P.")


class PackageTooLarge(Unusable):
    says = _("This unpacks to {size} MB. A tablet shows at most {most} MB: make its films and pictures smaller, or several packages of it.")


def make_h5p(source: Path, folder: Path) -> Made:
    """The package as it came. Raises: Unusable."""
    return _kept(source, folder, H5P, _check_h5p)


def make_scorm(source: Path, folder: Path) -> Made:
    """The same of SCORM."""
    return _kept(source, folder, SCORM, _check_scorm)


def _kept(source: Path, folder: Path, kind: str, check: Callable[[zipfile.ZipFile], None]) -> Made:
    with zips.opened(source, zips.GB) as package:
        size = sum(one.file_size for one in package.infolist())
        if size > MOST_UNPACKED:
            raise PackageTooLarge(size=size // MB, most=MOST_UNPACKED // MB)
        zips.check_none_inside(package, ())
        if package.testzip():
            raise zips.ZipBroken
        check(package)
    shown = folder / "package"
    shown.hardlink_to(source)
    return Made((Piece("shown", shown, kind),))


def _check_h5p(package: zipfile.ZipFile) -> None:
    about, content = _read(package, "h5p.json", About), _read(package, "content/content.json", Any)
    if about.main_library not in {one.machine_name for one in about.preloaded_dependencies}:
        raise H5pIncomplete(what=about.main_library[:80])
    for one in about.preloaded_dependencies:
        _check_library(package, one.folder)
    for address in _addresses(content):
        raise CallsOut(what=address[:120])


def _check_library(package: zipfile.ZipFile, folder: str) -> None:
    """It is there, with all that it loads and all that it stands on."""
    if f"{folder}/library.json" not in package.NameToInfo:
        raise H5pIncomplete(what=folder[:80])
    about = _read(package, f"{folder}/library.json", LibraryFile)
    for file in (*about.preloaded_js, *about.preloaded_css):
        if f"{folder}/{file.path}" not in package.NameToInfo:
            raise H5pBroken(what=f"{folder}/{file.path}"[:80])
    for below in about.preloaded_dependencies:
        if f"{below.folder}/library.json" not in package.NameToInfo:
            raise H5pIncomplete(what=below.folder[:80])


def _read(package: zipfile.ZipFile, name: str, shape: Any) -> Any:
    if name not in package.NameToInfo:
        raise NotH5p(what=name)
    if package.getinfo(name).file_size > MOST_LIST:
        raise H5pBroken(what=name[:80])
    try:
        # Numbers of versions stand there as text now and then.
        return msgspec.json.decode(package.read(name), type=shape, strict=False)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise H5pBroken(what=name[:80]) from None


def _addresses(content: Any) -> Iterator[str]:
    """Every address of elsewhere in what it shows."""
    left = [content]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            left += [value for key, value in one.items() if key not in TOLD]
        elif isinstance(one, list):
            left += one
        elif isinstance(one, str):
            yield from (found for found in ELSEWHERE.findall(one) if not NAMES.match(found))


def _check_scorm(package: zipfile.ZipFile) -> None:
    if "imsmanifest.xml" not in package.NameToInfo:
        raise NotScorm(what="imsmanifest.xml")
    resources = [one for one in _manifest(package).iter() if one.tag.rpartition("}")[2] == "resource" and one.get("href")]
    if not resources:
        raise ScormBroken
    for one in resources:
        href = f"{one.get('{http://www.w3.org/XML/1998/namespace}base', '')}{one.get('href')}"
        if ELSEWHERE.match(href):
            raise CallsOut(what=href[:120])
        if href.partition("?")[0].partition("#")[0] not in package.NameToInfo:
            raise NotScorm(what=href[:80])
        _check_page(package, href.partition("?")[0].partition("#")[0])


def _check_page(package: zipfile.ZipFile, name: str) -> None:
    """The page with which a part of a course begins."""
    if not name.lower().endswith((".html", ".htm", ".xhtml")) or package.getinfo(name).file_size > MOST_LIST:
        return
    words = package.read(name).decode(errors="replace")
    for address in LOADS.findall(words):
        if ELSEWHERE.match(address) and not NAMES.match(address):
            raise CallsOut(what=address[:120])
    if FRAMES.search(words):
        raise ScormFramed(what=name[:80])


def _manifest(package: zipfile.ZipFile) -> Element:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    if package.getinfo("imsmanifest.xml").file_size > MOST_LIST:
        raise ScormBroken
    try:
        found: Element = fromstring(package.read("imsmanifest.xml"), forbid_dtd=True)
    except (ParseError, DefusedXmlException):
        raise ScormBroken from None
    return found
