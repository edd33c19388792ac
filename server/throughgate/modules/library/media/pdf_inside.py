"""What a PDF holds besides pages, as a list of names on its output: run alone, as a program, by documents.py."""

import json
import sys
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

RUNS = {"/JavaScript"}
LAUNCHES = {"/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition"}
CARRIES = {"/FileAttachment", "/RichMedia", "/EmbeddedFile"}


def trouble_in(path: str) -> list[str]:
    """Names of what stands in the way, each once. Raises: whatever pypdf makes of what is no PDF."""
    reader = PdfReader(path, strict=False)
    if reader.is_encrypted:
        return ["PdfLocked"]
    if not len(reader.pages):
        raise ValueError("no pages")
    found = {name for one in _dictionaries(reader) for name in _trouble(one)}
    return sorted(found, key=["PdfRuns", "PdfLaunches", "PdfCarries"].index)


def _trouble(one: DictionaryObject) -> Iterator[str]:
    does, kind = one.raw_get("/S") if "/S" in one else "", {str(one.get(key, "")) for key in ("/Type", "/Subtype")}
    if str(does) in RUNS or "/JS" in one or "/JavaScript" in one:
        yield "PdfRuns"
    if str(does) in LAUNCHES:
        yield "PdfLaunches"
    if kind & CARRIES or "/EmbeddedFiles" in one:
        yield "PdfCarries"


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every one that the file has, wherever it stands: what nothing leads to now, a reader might find."""
    for number in sorted({*(n for numbers in reader.xref.values() for n in numbers), *reader.xref_objStm}):
        yield from _within(reader.get_object(number))
    yield from _within(reader.trailer)


def _within(thing: Any) -> Iterator[DictionaryObject]:
    if isinstance(thing, DictionaryObject):
        yield thing
        for key in thing:
            yield from _within(thing.raw_get(key))
    elif isinstance(thing, ArrayObject):
        for one in list.__iter__(thing):
            yield from _within(one)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(trouble_in(sys.argv[1])))
