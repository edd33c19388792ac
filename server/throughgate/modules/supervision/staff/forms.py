"""Forms of supervision. A form's cleaned data is what its command is given."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.kernel.web.forms import DateField, PageForm, offer
from throughgate.modules.supervision.commands.concerns import Follows
from throughgate.modules.supervision.commands.plans import Ask, Where
from throughgate.modules.supervision.rules.choices import Interval, Outcome, Purpose, Step
from throughgate.modules.supervision.rules.questions import TEMPLATES

NEAR = "near"
# What to say where a part of what follows a concern is missing.
MISSING = {"what": _("Say what will be done."), "on": _("Say by which day."), "worker": _("Say by whom.")}


class ReviewForm(PageForm):
    """What a worker decides."""

    outcome = forms.ChoiceField(
        label=_("Is it them?"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        help_text=_("Compare the two photos yourself. Nobody and nothing has decided this for you."),
    )
    note = forms.CharField(
        label=_("Note for the record"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
        help_text=_("For staff. Needed for a no, or a concern."),
    )
    follows_what = forms.CharField(
        label=_("If you are concerned: what will be done?"),
        max_length=500,
        required=False,
        help_text=_("It waits in the inbox until it is done."),
    )
    follows_on = DateField(label=_("By which day?"), required=False)
    follows_worker = forms.TypedChoiceField(label=_("By whom?"), coerce=UUID, empty_value=None, required=False)
    keep_details = forms.BooleanField(label=_("Their new contact details are right: keep them"), required=False)
    reply = forms.CharField(
        label=_("They will read this"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
        help_text=_("Your reply, on their device. They can have it read aloud. Short words help."),
    )
    share_note = forms.BooleanField(label=_("They may read my note for the record too"), required=False)

    def __init__(self, *args: Any, name: str, colleagues: list[tuple[str, str]], has_details: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_details:
            del self.fields["keep_details"]
        offer(self, "follows_worker", [("", str(_("Choose somebody"))), *colleagues])
        self.fields["reply"].label = _("%(name)s will read this") % {"name": name}
        self.fields["share_note"].label = _("%(name)s may read my note for the record too") % {"name": name}

    def clean(self) -> dict[str, Any]:
        """What follows a concern, whole or not at all."""
        cleaned = super().clean() or {}
        parts = {name: cleaned.pop(f"follows_{name}", None) for name in MISSING}
        if cleaned.get("outcome") == Outcome.CONCERN or parts["what"] or parts["on"]:
            for name, part in parts.items():
                if not part and f"follows_{name}" not in self.errors:
                    self.add_error(f"follows_{name}", MISSING[name])
        whole = parts["what"] and parts["on"] and parts["worker"]
        return cleaned | {"follows": Follows(parts["what"], parts["on"], parts["worker"]) if whole else None}


class FollowUpForm(PageForm):
    """What was done about a miss."""

    steps = forms.MultipleChoiceField(label=_("What did you do?"), choices=Step.choices, widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(label=_("Why was it missed, as far as you know?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class ConcernForm(PageForm):
    """What came of a concern."""

    came_of_it = forms.CharField(label=_("What was done, and what came of it?"), widget=forms.Textarea(attrs={"rows": 4}), max_length=1000)


class WhyForm(PageForm):
    """Something ends, and the person reads why."""

    why = forms.CharField(label=_("Why? The person reads this."), widget=forms.Textarea(attrs={"rows": 3}), max_length=500)


class ApproveForm(PageForm):
    """What a senior decides."""

    approved = forms.TypedChoiceField(
        label=_("May check-ins replace meeting in person?"),
        choices=[("yes", _("Yes, approve this plan")), ("no", _("No, decline it"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Note to the officer"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000, required=False)


class PlanForm(PageForm):
    """What is agreed with a person."""

    every = forms.ChoiceField(label=_("How often?"), choices=Interval.choices, widget=forms.RadioSelect)
    first_due = DateField(label=_("First check-in due on"), help_text=_("They have 72 hours, from 09:00 on that day."))
    last_due = DateField(label=_("Last one on (leave empty if open-ended)"), required=False)
    purpose = forms.ChoiceField(
        label=_("What are check-ins for?"),
        choices=Purpose.choices,
        widget=forms.RadioSelect,
        help_text=_("A senior must approve a plan that replaces meeting in person."),
    )
    rationale = forms.CharField(label=_("Why is this right for them?"), widget=forms.Textarea(attrs={"rows": 4}), max_length=1000)
    question_1 = forms.CharField(label=_("Your first question"), max_length=200, required=False)
    question_2 = forms.CharField(label=_("Your second question"), max_length=200, required=False)
    question_3 = forms.CharField(label=_("Your third question"), max_length=200, required=False)
    where = forms.ChoiceField(
        label=_("Where may they make it?"),
        choices=[("anywhere", _("Anywhere")), (NEAR, _("Near an agreed place"))],
        widget=forms.RadioSelect,
        initial="anywhere",
    )
    where_name = forms.CharField(label=_("The agreed place, as you both call it"), max_length=120, required=False)
    position = forms.CharField(
        label=_("Its latitude and longitude"), max_length=40, required=False, help_text=_("Such as 51.4816, -3.1791")
    )
    radius_m = forms.IntegerField(label=_("How near, in metres"), min_value=50, max_value=50_000, required=False, initial=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in (1, 2, 3):
            self.fields[f"question_{n}"].widget.attrs["list"] = "question-templates"

    def clean(self) -> dict[str, Any]:
        """The agreed place, whole or not at all."""
        cleaned = super().clean() or {}
        if cleaned.get("where") == NEAR:
            for name in ("where_name", "position", "radius_m"):
                if not cleaned.get(name):
                    self.add_error(name, _("Needed for an agreed place."))
        return cleaned

    def clean_position(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees. Raises: ValidationError with an example."""
        typed = self.cleaned_data["position"]
        if not typed:
            return None
        try:
            lat, lon = (float(part) for part in typed.split(","))
        except ValueError:
            raise forms.ValidationError(_("Type two numbers with a comma between them, such as 51.4816, -3.1791.")) from None
        if abs(lat) > 90 or abs(lon) > 180:
            raise forms.ValidationError(_("That is nowhere on Earth: latitude goes to 90, longitude to 180."))
        return lat, lon

    def agreed(self) -> dict[str, Any]:
        """What the command is given."""
        data = self.cleaned_data
        asked = [data[f"question_{n}"] for n in (1, 2, 3) if data[f"question_{n}"]]
        return {
            "every": data["every"],
            "first_due": data["first_due"],
            "last_due": data["last_due"],
            "purpose": data["purpose"],
            "rationale": data["rationale"],
            "questions": [Ask(text, TEMPLATES.get(text, "")) for text in asked],
            "where": self._where() if data["where"] == NEAR else None,
        }

    def _where(self) -> Where:
        lat, lon = self.cleaned_data["position"]
        return Where(self.cleaned_data["where_name"], lat, lon, self.cleaned_data["radius_m"])
