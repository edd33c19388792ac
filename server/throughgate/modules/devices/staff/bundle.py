"""The page on which staff bring in what a device gave out as a file or as squares."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from throughgate.basics.errors import Refused
from throughgate.kernel.policy.act import Act
from throughgate.kernel.sync.bundle import MOST_PACKED, BroughtIn, bring_in, read_bundle, read_squares
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.forms import PageForm
from throughgate.kernel.web.pages import staff_page
from throughgate.modules.devices import queries
from throughgate.modules.devices.commands import MANAGE

LARGEST_MB = MOST_PACKED // 2**20


class BundleForm(PageForm):
    """A file, or what a hand scanner has typed."""

    file = forms.FileField(label=gettext_lazy("The file"), required=False, help_text=gettext_lazy("Its name ends in .throughgate."))
    squares = forms.CharField(
        label=gettext_lazy("Or the squares"),
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocomplete": "off"}),
        help_text=gettext_lazy("Put the cursor here and scan each square on the device, in any order. Or paste the lines."),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two, and not more than can be read."""
        given = super().clean() or {}
        file = given.get("file")
        if not file and not given.get("squares"):
            raise forms.ValidationError(_("Choose the file, or scan the squares."))
        if file and file.size > MOST_PACKED:
            raise forms.ValidationError(_("That file is too big. The most we can take is %(most)s MB.") % {"most": LARGEST_MB})
        return given

    def packed(self) -> bytes:
        """What was given. Raises: Refused."""
        file = self.cleaned_data["file"]
        return bytes(file.read()) if file else read_squares(self.cleaned_data["squares"])


@dataclass(frozen=True)
class Told:
    """What became of a bundle, in words. `device_id` only where this worker may see that device."""

    label: str
    device_id: UUID | None
    says: list[str]


@staff_page(needs=MANAGE)
def page(request: HttpRequest) -> HttpResponse:
    """Bring in a bundle, and read what became of it."""
    act, told = act_of(request), None
    form = BundleForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            told = _told(act, bring_in(act, read_bundle(form.packed())))
        except Refused as refusal:
            form.refuse(refusal.words)
    shown = {"title": _("Bring in a bundle"), "form": form, "told": told, "button": _("Bring it in")}
    return render(request, "devices/bundle.html", shown | {"breadcrumbs": [(_("Devices"), reverse("devices:list"))]})


def _told(act: Act, brought: BroughtIn) -> Told:
    line = next(iter(queries.lines(act, queries.devices(act, queries.Filters()).filter(pk=brought.device))), None)
    label = line.label if line else _("A device that is not in your care")
    return Told(label, line.id if line else None, [*_acts(brought), *_files(brought)])


def _acts(brought: BroughtIn) -> list[str]:
    """New, known before, set aside; each with how many."""
    count = Counter("aside" if one.r == "quarantined" else "again" if one.r == "duplicate" else "new" for one in brought.results)
    why = sorted({one.says for one in brought.results if one.r == "quarantined"})
    said = []
    if not brought.results:
        said.append(_("There was nothing in it."))
    if new := count["new"]:
        said.append(ngettext("%(n)d thing arrived.", "%(n)d things arrived.", new) % {"n": new})
    if again := count["again"]:
        said.append(ngettext("%(n)d thing was here already.", "%(n)d things were here already.", again) % {"n": again})
    if aside := count["aside"]:
        said.append(ngettext("%(n)d thing stands aside.", "%(n)d things stand aside.", aside) % {"n": aside})
    return said + why


def _files(brought: BroughtIn) -> list[str]:
    said = []
    if here := brought.files:
        said.append(ngettext("%(n)d photo or recording is here.", "%(n)d photos or recordings are here.", here) % {"n": here})
    if come := brought.files_to_come:
        words = ngettext("%(n)d photo or recording has yet to come from it.", "%(n)d photos or recordings have yet to come from it.", come)
        said.append(words % {"n": come})
    return said
