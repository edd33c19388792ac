"""H5P and SCORM: small programs with what they show, kept as the one file they came as. They run on the content origin and nowhere else.

Sources: the H5P specification (h5p.org/documentation/developers/h5p-specification); SCORM 1.2 and 2004, Content Aggregation Model.
"""

import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext_lazy as _

from throughgate.modules.library.media import zips
from throughgate.modules.library.media.pieces import Made, Piece, Unusable
from throughgate.modules.library.rules.media import H5P, MB, SCORM

MOST_UNPACKED, MOST_LIST = 1024 * MB, 20 * MB
ELSEWHERE = re.compile(r"""(?:(?:https?|wss?|ftp):)?//[a-z0-9][^\s"'<>\\]*""", re.IGNORECASE)
# Names of languages of markup, which look like addresses and are never asked for.
NAMES = re.compile(r"^(?:https?:)?//www\.w3\.org/", re.IGNORECASE)
# Who made it and where it comes from: shown, never fetched.
TOLD = ("metadata", "copyright", "license", "authors")


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


def make_h5p(source: Path, folder: Path) -> Made:
    """The package as it came. Raises: Unusable."""
    return _kept(source, folder, H5P, _check_h5p)


def make_scorm(source: Path, folder: Path) -> Made:
    """The same of SCORM."""
    return _kept(source, folder, SCORM, _check_scorm)


def _kept(source: Path, folder: Path, kind: str, check: Callable[[zipfile.ZipFile], None]) -> Made:
    with zips.opened(source, MOST_UNPACKED) as package:
        zips.check_none_inside(package, ())
        if package.testzip():
            raise zips.ZipBroken
        check(package)
    shown = folder / "package"
    shown.hardlink_to(source)
    return Made((Piece("shown", shown, kind),))


def _check_h5p(package: zipfile.ZipFile) -> None:
    about, content = (_read(package, name) for name in ("h5p.json", "content/content.json"))
    needs = about.get("preloadedDependencies") if isinstance(about, dict) else None
    if not isinstance(needs, list) or not isinstance(about.get("mainLibrary"), str):
        raise H5pBroken(what="h5p.json")
    names = [_library(one) for one in needs]
    if about["mainLibrary"] not in {name.rpartition("-")[0] for name in names}:
        raise H5pIncomplete(what=about["mainLibrary"][:80])
    for name in names:
        if f"{name}/library.json" not in package.NameToInfo:
            raise H5pIncomplete(what=name[:80])
    for address in _addresses(content):
        raise CallsOut(what=address[:120])


def _read(package: zipfile.ZipFile, name: str) -> Any:
    if name not in package.NameToInfo:
        raise NotH5p(what=name)
    if package.getinfo(name).file_size > MOST_LIST:
        raise H5pBroken(what=name)
    try:
        return json.loads(package.read(name))
    except (ValueError, RecursionError):
        raise H5pBroken(what=name) from None


def _library(one: Any) -> str:
    """Its folder: the name and version of a library."""
    if not isinstance(one, dict):
        raise H5pBroken(what="h5p.json")
    return f"{one.get('machineName')}-{one.get('majorVersion')}.{one.get('minorVersion')}"


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
