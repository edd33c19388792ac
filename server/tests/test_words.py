"""What the server says, in Welsh: nothing is missing, nothing is out of step, and it reaches those who read Welsh."""

import ast
import re
import subprocess
import sys
from datetime import date, timedelta
from gettext import c2py
from html import unescape
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from string import Formatter

import pytest
from babel import Locale
from babel.messages.pofile import read_po
from babel.plural import to_python
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, override, pgettext

import throughgate
from tests import make
from tests.make import DAY, NOON, as_person, as_worker, browser_of
from tests.test_page_promises import addresses, each_module
from throughgate.basics.clock import london
from throughgate.basics.errors import Refused
from throughgate.kernel import times
from throughgate.kernel.commands.models import Receipt
from throughgate.kernel.people.models import Person
from throughgate.kernel.policy.decide import explain, sentences
from throughgate.kernel.policy.models import Marker
from throughgate.kernel.registry.installed import modules
from throughgate.modules.devices.staff.sheet import cell
from throughgate.modules.supervision import commands
from throughgate.modules.supervision.commands.reviews import AlreadyReviewed
from throughgate.modules.supervision.commands.submissions import NotOpenYet
from throughgate.modules.supervision.tests import make as supervision

PACKAGE = Path(throughgate.__file__).parent
ROOT = PACKAGE.parents[1]
with (PACKAGE / "locale/cy/LC_MESSAGES/django.po").open("rb") as _file:
    CATALOG = read_po(_file, locale="cy")
# A number for each way in which Welsh counts, in the order of the catalogue.
ONE_OF_EACH = (0, 1, 2, 3, 6, 20)
MESSAGES = [message for message in CATALOG if message.id]


def several(words):
    return (words,) if isinstance(words, str) else tuple(words)


# The catalogue.


def test_everything_that_is_said_stands_in_the_catalogue_and_nothing_else():
    assert subprocess.run([sys.executable, "-B", "tools/words.py", "--check"], cwd=ROOT, check=False).returncode == 0


def test_nothing_is_said_inside_an_f_string_where_the_collector_does_not_look():
    files = [path for path in PACKAGE.rglob("*.py") if "tests" not in path.parts]
    assert [path.name for path in files if any(_says(part) for part in ast.walk(ast.parse(path.read_text())))] == []


def _says(part):
    """Whether this is an f-string in which something is translated."""
    calls = [one.func for one in ast.walk(part) if isinstance(one, ast.Call)] if isinstance(part, ast.JoinedStr) else []
    return any(isinstance(call, ast.Name) and call.id in ("_", "gettext", "ngettext") for call in calls)


def test_nothing_is_missing_or_guessed():
    assert [message.id for message in MESSAGES if message.fuzzy or not message.string or not all(several(message.string))] == []


def test_a_translation_holds_what_its_sentence_holds():
    assert [message.id for message in MESSAGES if not _holds_the_same(message)] == []


def _holds_the_same(message):
    english = _placeholders(several(message.id)[-1])
    return all(_placeholders(words) == english for words in several(message.string))


def _placeholders(words):
    """{name}, %(name)s and %d: all that is filled in later."""
    braces = {name for _text, name, _spec, _conversion in Formatter().parse(words) if name}
    return braces | set(re.findall(r"%\(\w+\)[sd]|%[sd]", words))


def test_what_is_compiled_is_what_is_written():
    with override("cy"):
        assert [message.id for message in MESSAGES if _compiled(message) != several(message.string)] == []


def _compiled(message):
    if isinstance(message.id, tuple):
        return tuple(ngettext(*message.id, n) for n in ONE_OF_EACH)
    return (pgettext(message.context, message.id) if message.context else gettext(message.id),)


def test_the_catalogue_counts_as_welsh_does():
    kind_of = to_python(Locale("cy").plural_form)
    assert [kind_of(n) for n in ONE_OF_EACH] == ["zero", "one", "two", "few", "many", "other"]
    rule = c2py(re.search(r"plural=(.*);", CATALOG.plural_forms)[1])
    kinds = {}
    for n in range(200):
        kinds.setdefault(rule(n), set()).add(kind_of(n))
    assert kinds == {rule(n): {kind_of(n)} for n in ONE_OF_EACH}


def test_days_are_counted_in_welsh():
    with override("cy"):
        assert [times.length(n * timedelta(days=1)) for n in (2, 3, 11)] == ["2 ddiwrnod", "3 diwrnod", "11 diwrnod"]


def test_midnight_is_the_end_of_the_day_before():
    midnight = london(date(2026, 6, 23), 0)
    assert times.until(midnight) == "the end of 22 June 2026"
    assert str(times.last_day(midnight)) == "22 June 2026"
    assert times.until(london(date(2026, 12, 23), 14, 30)) == "23 December 2026, 14:30"
    with override("cy"):
        assert times.until(midnight) == "ddiwedd 22 Mehefin 2026"


def test_the_catalogue_says_that_a_machine_made_it():
    assert "Made by machine" in CATALOG.header_comment


# What people in care read.


def _refusals():
    for found in walk_packages([str(PACKAGE)], "throughgate."):
        # Wagtail's room is loaded by its own listener alone, and has no refusals of its own.
        if not re.search(r"\.tests|\.management\.|\.wsgi|\.authoring\.", found.name):
            import_module(found.name)
    return sorted(_below(Refused), key=lambda refusal: refusal.__qualname__)


def _below(kind):
    for one in kind.__subclasses__():
        if one.__module__.startswith("throughgate."):
            yield one
            yield from _below(one)


def test_every_refusal_is_said_in_welsh():
    # One that only passes on another's sentence has none of its own.
    own = [refusal for refusal in _refusals() if not re.fullmatch(r"\{\w+\}", str(refusal.says))]
    assert [refusal for refusal in own if not isinstance(refusal.says, Promise)] == []
    english = {refusal: str(refusal.says) for refusal in own}
    with override("cy"):
        assert [refusal for refusal in own if str(refusal.says) == english[refusal]] == []


def test_every_policy_says_it_in_welsh():
    with override("cy"):
        assert [says for says in sentences().values() if gettext(says) == says] == []


def test_every_capability_has_a_welsh_title():
    titles = [capability.title for module in modules() for capability in module.capabilities]
    english = [str(title) for title in titles]
    with override("cy"):
        assert [word for word, title in zip(english, titles, strict=True) if str(title) == word] == []


def a_welsh_reader():
    officer, person = supervision.supervised()
    Person.objects.filter(pk=person.pk).update(language="cy")
    return officer, person


def test_a_refusal_reaches_a_welsh_reader_in_welsh_with_its_date():
    officer, person = a_welsh_reader()
    supervision.plan(officer, person)
    with pytest.raises(NotOpenYet):
        supervision.submit(person, supervision.checkin_due(person, NOON.date() + 14 * DAY), at=NOON)
    says = Receipt.objects.get(code="not_open_yet").says
    assert says.startswith("Mae’r cofnod cyswllt hwn yn agor ar 2 Rhagfyr am 09:00.")


def test_a_refusal_is_read_in_the_language_of_who_reads_it():
    officer, person = a_welsh_reader()
    supervision.plan(officer, person)
    sent = supervision.submit(person, supervision.checkin_due(person))
    commands.review_checkin(as_worker(officer), submission=sent.id, outcome="MATCH")
    with override("cy"), pytest.raises(AlreadyReviewed) as refused:
        commands.review_checkin(as_worker(officer), submission=sent.id, outcome="MATCH")
    assert refused.value.words == f"{officer.name} reviewed this check-in on 18 November."
    with override("cy"):
        assert refused.value.words == f"Adolygodd {officer.name} y cofnod cyswllt hwn ar 18 Tachwedd."


def test_a_missing_thing_is_missing_in_welsh_too(tablet, who):
    Person.objects.filter(pk=who.pk).update(language="cy")
    answer = tablet.call("GET", f"/sync/v1/files/{'a' * 64}")
    assert answer.json()["says"].startswith("Allwn ni ddim dod o hyd i hynny.")


def test_access_is_explained_in_welsh():
    _officer, person = a_welsh_reader()
    Marker.objects.create(person=person, code="XIT", from_at=NOON)
    with override("cy"):
        decision = explain(person.pk, "supervision.checkin", as_person(person).at)
    assert decision.says.startswith("Mae penderfyniad diogelwch yn dweud na chewch ddefnyddio hwn")


def test_a_sheet_of_codes_speaks_to_each_person_in_their_own_language():
    cells = [cell("Elin Pryce", "cy", "ACDEFGHJ", NOON), cell("Ada Moss", "en", "KMNPQRTW", NOON)]
    sheet = render_to_string("devices/sheet.html", {"cells": cells, "kind": "", "address": "https://app.example"})
    assert "Yn gweithio unwaith, tan 18 Tachwedd 2026." in sheet
    assert "Works once, until 18 November 2026." in sheet


# Staff pages.


@pytest.mark.parametrize("how", ["the browser asks for it", "somebody chose it"])
def test_a_staff_page_is_welsh_and_says_that_a_machine_made_it(how):
    browser, headers = browser_of(make.worker()), {}
    if how == "somebody chose it":
        browser.post(reverse("set_language"), {"language": "cy"})
    else:
        headers = {"Accept-Language": "cy"}
    page = browser.get(reverse("inbox"), headers=headers).content.decode()
    assert '<html lang="cy"' in page
    assert "Beth sy’n aros amdanoch" in page
    assert "Cymraeg gan beiriant, heb ei gwirio eto" in page


def test_the_sign_in_is_welsh():
    page = Client().get(reverse("account_login"), headers={"Accept-Language": "cy"}).content.decode()
    assert "Mewngofnodi gydag allwedd mynediad" in page


ENGLISH = {message.id for message in MESSAGES if isinstance(message.id, str) and not message.context and message.string != message.id}


@each_module
def test_no_page_says_in_english_what_it_can_say_in_welsh(some, world):
    browser = browser_of(world.officer)
    for address in [address for one in some for address in addresses(one, world)]:
        answer = browser.get(address, headers={"Accept-Language": "cy"})
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            assert _said_on(answer.content.decode()) & ENGLISH == set(), address


def _said_on(page):
    spoken = re.findall(r'\b(?:aria-label|alt|title)="([^"]*)"', page)
    text = re.sub(r"<(style|script)\b.*?</\1>", "", page, flags=re.DOTALL)
    return {unescape(piece).strip() for piece in [*re.split(r"<[^>]*>", text), *spoken]}


def test_who_reads_a_language_we_have_no_words_in_reads_english_and_no_mixture():
    who = make.person()
    who.language = "pl"
    who.save()
    act = make.as_person(who)
    with pytest.raises(Refused):
        commands.review_checkin(act, submission=who.pk, outcome="MATCH")
    assert Receipt.objects.get(act=act.id).says == "We cannot find that. It may have moved, or it may not be yours to see."
