"""Collects what people read on staff pages and hear from the server, for those who translate it: ./dev words

Each server/throughgate/locale/*/LC_MESSAGES/django.po gets what is new, untranslated, and loses what is gone. With --check it writes
nothing, and fails where a file lacks something or holds too much. ./dev setup compiles them.
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

SERVER = Path(__file__).resolve().parents[1] / "server"
PACKAGE = SERVER / "throughgate"
CALLS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
}
ELSEWHERE = {"app", "locale", "migrations", "static", "tests"}
# What staff read on the trail of a record, by the names that commands, pages and the kernel's own acts have in code.
TRAIL = "trail"
KERNEL_ACTS = ("enrol", "reset PIN", "sign in", "sign out", "choose PIN", "push", "draft", "missing", "demo code")
# What Django and allauth say on our sign-in pages, and have no Welsh for.
OF_LIBRARIES = (
    "Authenticator code",
    "Code",
    "Confirm",
    "Current Password",
    "Enter an authenticator code:",
    "Enter your password:",
    "New Password",
    "New Password (again)",
    "Null characters are not allowed.",
    "Password successfully changed.",
    "Please type your current password.",
    "The password is too similar to the %(verbose_name)s.",
    "This functionality requires JavaScript.",
    "This password is entirely numeric.",
    "This password is too common.",
    (
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    "Use a security key",
    "Use authenticator app or code",
    "Use your password",
    "You must type the same password each time.",
    "Your password can’t be a commonly used password.",
    "Your password can’t be entirely numeric.",
    "Your password can’t be too similar to your other personal information.",
    ("Your password must contain at least %(min_length)d character.", "Your password must contain at least %(min_length)d characters."),
)


def main(check: bool) -> int:
    collected = collect()
    files = sorted(PACKAGE.glob("locale/*/LC_MESSAGES/django.po"))
    if not check:
        for file in files:
            file.write_bytes(brought_in_step(file, collected))
        return 0
    troubles = [f"{file.relative_to(SERVER)} {trouble}" for file in files for trouble in out_of_step(file, collected)]
    for line in [*troubles, "run ./dev words, then translate"] if troubles else []:
        print(line)
    return int(bool(troubles))


def out_of_step(file: Path, collected: Catalog) -> list[str]:
    """What the file lacks and what it holds too much. Where a sentence stands does not matter."""
    said, held = keys(collected), keys(read_po(BytesIO(file.read_bytes())))
    return [*(f"lacks {key}" for key in sorted(said - held)), *(f"holds {key}, which nobody says" for key in sorted(held - said))]


def keys(catalog: Catalog) -> set[str]:
    return {repr((message.context, message.id) if message.context else message.id) for message in catalog if message.id}


def collect() -> Catalog:
    """Everything that may have to be translated, with the files it stands in."""
    django_setup()
    found = Catalog()
    for path in sources():
        for message, context in said_in(path):
            found.add(message, locations=[(path.relative_to(PACKAGE).as_posix(), 0)], context=context)
    for name in sorted({*KERNEL_ACTS, *commands(), *pages()}):
        found.add(name, context=TRAIL)
    for message in OF_LIBRARIES:
        found.add(message)
    return found


def brought_in_step(file: Path, collected: Catalog) -> bytes:
    """The file as it should be. Its header is the translators' own."""
    header = file.read_bytes().partition(b"\n\n")[0]
    catalog = read_po(BytesIO(file.read_bytes()), locale=file.parts[-3])
    catalog.update(collected, no_fuzzy_matching=True, update_creation_date=False)
    body = BytesIO()
    write_po(body, catalog, width=0, omit_header=True, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    return header + b"\n\n" + body.getvalue().strip() + b"\n"


def sources() -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in (".py", ".html", ".txt", ".cedar") and not ELSEWHERE & set(path.relative_to(PACKAGE).parts):
            yield path


def said_in(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Each message of a file with its context: calls of gettext, tags of templates, the sentences of policies."""
    text = path.read_text()
    if path.suffix == ".cedar":
        yield from ((says, None) for says in re.findall(r'@says\("([^"]+)"\)', text))
        return
    if path.suffix != ".py":
        text = as_python(text)
    for _line, message, _comments, context in extract("python", BytesIO(text.encode()), CALLS):
        yield message, context


def as_python(template: str) -> str:
    from django.utils.translation.template import templatize

    # Whatever is not said has become X; only its indentation could still trouble a reader of Python.
    return "\n".join(line.lstrip() for line in templatize(template).splitlines())


def commands() -> Iterator[str]:
    """What each command is called on the trail: “submit check-in”."""
    from throughgate.kernel.commands.command import commands as all_of_them
    from throughgate.kernel.registry.installed import as_said

    yield from (as_said(command.name.partition(".")[2]) for command in all_of_them())


def pages() -> Iterator[str]:
    """What each page of a module is called on the trail."""
    from importlib import import_module

    from throughgate.kernel.registry.installed import as_said, modules

    for module in modules():
        for entry in import_module(module.staff_urls).urlpatterns if module.staff_urls else ():
            yield as_said(entry.name)


def django_setup() -> None:
    import os

    import django

    sys.path.insert(0, str(SERVER))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughgate.settings.test")
    django.setup()


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
