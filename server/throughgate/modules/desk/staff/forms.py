"""Forms of the desk."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.basics.clock import london
from throughgate.kernel.policy.act import Act
from throughgate.kernel.screening.models import Decision, Does, Sort
from throughgate.kernel.screening.reasons import Reason
from throughgate.kernel.web.forms import DateField, PageForm, PersonForm, offer
from throughgate.modules.desk import queries
from throughgate.modules.desk.commands.ruling import Part
from throughgate.modules.desk.queries import Asked, ItemView
from throughgate.modules.desk.rules.marks import typed
from throughgate.modules.desk.rules.watched import SHAPES, WATCHED

DAY = timedelta(days=1)
LONG = {"rows": 3}
ANSWERS = [(value, label) for value, label in Decision.choices if value != Decision.SECOND]


class QueueForm(forms.Form):
    """To what the queue is narrowed."""

    kind = forms.ChoiceField(label=_("What it is"), required=False)
    sort = forms.ChoiceField(label=_("Held for"), choices=[("", _("Anything")), *Sort.choices], required=False)
    place = forms.TypedChoiceField(label=_("Where"), coerce=UUID, empty_value=None, required=False)
    language = forms.CharField(label=_("Language"), max_length=8, required=False, widget=forms.TextInput({"size": 4}))
    second = forms.BooleanField(label=_("Only what waits for a second reader"), required=False)

    def __init__(self, *args: Any, act: Act, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [("", str(_("Anything"))), *((kind, str(title)) for kind, title in queries.kinds())])
        offer(self, "place", [("", str(_("All my desks"))), *((str(pk), name) for pk, name in queries.desk_places(act))])

    def asked(self) -> dict[str, Any]:
        """What was asked for; anything that is no choice is left out."""
        return dict(self.cleaned_data) if self.is_valid() else {}


class RuleForm(PageForm):
    """What is decided of something held."""

    decision = forms.ChoiceField(label=_("What do you decide?"), choices=Decision.choices, widget=forms.RadioSelect)
    parts = forms.MultipleChoiceField(label=_("Black out what was marked"), required=False, widget=forms.CheckboxSelectMultiple)
    more = forms.CharField(
        label=_("Black out this, too"),
        help_text=_("One thing a line: words as they stand there, or letters from–to, such as 12–18."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({**LONG, "data-black": _("Black out what I have selected above")}),
    )
    reason = forms.ChoiceField(label=_("Why? Both sides read it"), choices=[("", "–"), *Reason.choices], required=False)
    words = forms.CharField(
        label=_("In your own words. Both sides read it"),
        help_text=_("Needed where anything is kept back: what it is about, without shaming anybody, and whom they can ask."),
        max_length=500,
        required=False,
        widget=forms.Textarea(LONG),
    )
    note = forms.CharField(label=_("Note for staff"), max_length=1000, required=False, widget=forms.Textarea(LONG))

    def __init__(self, *args: Any, view: ItemView, second: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.view = view
        seen = {f"{one.start}-{one.end}": f"“{one.seen}”: {one.sort}" for one in view.found if one.piece is None and one.end}
        offer(self, "parts", list(seen.items()))
        if not seen:
            del self.fields["parts"]
        if not second:
            offer(self, "decision", [(value, str(label)) for value, label in ANSWERS])
        if not view.words:
            for name in {"parts", "more"} & self.fields.keys():
                del self.fields[name]

    def clean_more(self) -> list[Part]:
        """Raises: ValidationError for a line that fits nothing."""
        spans, lost = typed(self.cleaned_data["more"], self.view.words)
        if lost:
            raise forms.ValidationError(_("This does not stand there: “%(lost)s”."), params={"lost": "”, “".join(lost)})
        return [Part(start, end) for start, end in spans]

    def said(self) -> dict[str, Any]:
        """What the command is given."""
        given = dict(self.cleaned_data)
        chosen = [Part(*map(int, span.split("-"))) for span in given.pop("parts", [])]
        blacked = [*chosen, *given.pop("more", [])]
        decision = Decision(given["decision"])
        reason = Reason(given["reason"]) if given["reason"] else None
        return {**given, "decision": decision, "reason": reason, "blacked": blacked if decision == Decision.BLACK_OUT else []}


class WatchForm(PageForm):
    """A new rule."""

    words = forms.CharField(label=_("Which word or phrase?"), help_text=_("Of a picture: its hash."), max_length=200, required=False)
    shape = forms.ChoiceField(label=_("Of numbers and addresses: which?"), choices=[("", "–"), *SHAPES.items()], required=False)
    field_order = ("sort", "words", "shape", "does", "language", "place", "why")
    sort = forms.ChoiceField(
        label=_("What is it?"), choices=[(sort, sort.label) for sort in WATCHED], widget=forms.RadioSelect, initial=Sort.PHRASE
    )
    does = forms.ChoiceField(label=_("What follows?"), choices=Does, widget=forms.RadioSelect, initial=Does.HOLD)
    language = forms.CharField(
        label=_("Only in this language"),
        help_text=_("Two letters, such as cy or pl."),
        max_length=8,
        required=False,
        widget=forms.TextInput({"size": 4}),
    )
    place = forms.TypedChoiceField(label=_("Where?"), coerce=UUID, empty_value=None, required=False)
    why = forms.CharField(label=_("Why is it looked for?"), max_length=300, widget=forms.Textarea(LONG))

    def __init__(self, *args: Any, act: Act, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_places(self, act)

    def said(self) -> dict[str, Any]:
        """What the command is given."""
        given = dict(self.cleaned_data)
        shape, sort = given.pop("shape"), Sort(given["sort"])
        given["words"] = shape if sort == Sort.PATTERN else given["words"]
        return {**given, "sort": sort, "does": Does(given["does"])}


class WhyForm(PageForm):
    why = forms.CharField(label=_("Why?"), max_length=300, widget=forms.Textarea(LONG))


class UntilForm(PageForm):
    """Something that has an end."""

    until = DateField(label=_("Until the end of this day"))

    def said(self) -> dict[str, Any]:
        """What the command is given: the day is over at midnight in London."""
        given = dict(self.cleaned_data)
        return {**given, "until": london(given["until"] + DAY, 0)}


class TargetForm(UntilForm):
    """That everything of somebody is read."""

    necessity = forms.CharField(label=_("Why is it necessary?"), max_length=500, widget=forms.Textarea(LONG))
    proportionality = forms.CharField(
        label=_("Why is nothing less enough, and why for so long?"), max_length=500, widget=forms.Textarea(LONG)
    )
    contact = forms.TypedChoiceField(label=_("Only what passes between them and"), coerce=UUID, empty_value=None, required=False)
    field_order = ("contact", "necessity", "proportionality", "until")

    def __init__(self, *args: Any, contacts: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "contact", [("", str(_("anybody"))), *((str(pk), name) for pk, name in contacts)])


class StopForm(UntilForm):
    """That nothing passes for a person, or between two."""

    contact = forms.TypedChoiceField(label=_("Only what passes between them and"), coerce=UUID, empty_value=None, required=False)
    why = forms.CharField(label=_("Why? Only staff read this"), max_length=300, widget=forms.Textarea(LONG))
    field_order = ("contact", "why", "until")

    def __init__(self, *args: Any, contacts: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "contact", [("", str(_("anybody"))), *((str(pk), name) for pk, name in contacts)])


class StopPlaceForm(UntilForm):
    """That nothing passes at a place, or anywhere."""

    place = forms.ChoiceField(label=_("Where?"))
    why = forms.CharField(label=_("Why? Only staff read this"), max_length=300, widget=forms.Textarea(LONG))
    field_order = ("place", "why", "until")
    EVERYWHERE = "everywhere"

    def __init__(self, *args: Any, places: list[tuple[UUID, str]], estate: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everywhere = [(self.EVERYWHERE, str(_("The whole estate")))] if estate else []
        offer(self, "place", [*((str(pk), name) for pk, name in places), *everywhere])

    def said(self) -> dict[str, Any]:
        """What the command is given."""
        given = super().said()
        place = given.pop("place")
        return {**given, "everywhere": True} if place == self.EVERYWHERE else {**given, "place": UUID(place)}


class SamplingForm(PageForm):
    """How much is read by chance."""

    place = forms.TypedChoiceField(label=_("Where?"), coerce=UUID, empty_value=None, required=False)
    per_thousand = forms.IntegerField(label=_("How many of a thousand?"), help_text=_("0 is none."), min_value=0, max_value=1000)

    def __init__(self, *args: Any, act: Act, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_places(self, act)


class SeatForm(PageForm):
    """An officer who was trained for a desk."""

    worker = forms.TypedChoiceField(label=_("Prison officer"), coerce=UUID)
    place = forms.TypedChoiceField(label=_("Desk"), coerce=UUID)

    def __init__(self, *args: Any, act: Act, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "worker", [(str(pk), name) for pk, name in queries.officers_of(act)])
        offer(self, "place", [(str(pk), name) for pk, name in queries.desk_places(act)])


class RelativeForm(PersonForm):
    """Somebody who is a relative of who says so."""

    what = forms.CharField(label=_("What are they to you?"), max_length=120)


class RelativeHereForm(PageForm):
    """One of the two on an item's page."""

    whom = forms.ChoiceField(label=_("Who is it?"), widget=forms.RadioSelect)
    what = forms.CharField(label=_("What are they to you?"), max_length=120)

    def __init__(self, *args: Any, view: ItemView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outside = [("contact", view.contact)] if view.contact_id else []
        offer(self, "whom", [("person", view.person), *outside])


class DoneForm(PageForm):
    """What was done for somebody."""

    done = forms.CharField(label=_("What did you do?"), max_length=1000, widget=forms.Textarea(LONG), help_text=_("Speak with them first."))


def narrowed(form: QueueForm, after: str) -> Asked:
    """What the queue is asked for; an “after” that is none is left out."""
    return Asked(**form.asked(), after=_after(after))


def _after(said: str) -> tuple[Any, UUID] | None:
    at, _bar, pk = said.partition("|")
    try:
        return datetime.fromisoformat(at), UUID(pk)
    except ValueError:
        return None


def _offer_places(form: forms.Form, act: Act) -> None:
    """My desks, and everywhere; what is for everywhere is chosen, and never what happens to stand there."""
    mine = [(str(pk), name) for pk, name in queries.desk_places(act)]
    everywhere = [("", str(_("Everywhere")))] if queries.speaks_for_all(act) else []
    offer(form, "place", [*mine, *everywhere])
    form.initial.setdefault("place", mine[0][0] if mine else "")
