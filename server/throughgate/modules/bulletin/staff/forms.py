"""Forms of the bulletin. A form's cleaned data is what its command is given."""

from datetime import time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from throughgate.kernel.policy.act import Act
from throughgate.kernel.web.forms import PageForm, offer
from throughgate.modules.bulletin import queries
from throughgate.modules.bulletin.rules.kinds import Routine, Tongues

MOST_TITLE, MOST_WORDS = 80, 280
DAYS = [(str(number), name) for number, name in enumerate(WEEKDAYS.values(), 1)]
EASY = _("The same in easy words: short sentences, one thought each")


def moment(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateTimeField:
    """A day and a time, from the browser's own picker."""
    picker = forms.DateTimeInput({"type": "datetime-local", "class": "govuk-input--width-20"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=picker, required=required, help_text=help_text)


def title_box(label: Any, *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, max_length=MOST_TITLE, required=required)


def words_box(label: Any, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=MOST_WORDS, required=required, widget=forms.Textarea({"rows": 3}), help_text=help_text)


class BoardForm(PageForm):
    """Something put up on a bulletin: at the place from whose page it was opened, or on one of its wings."""

    place = forms.TypedChoiceField(label=_("Where?"), coerce=UUID)

    def __init__(self, *args: Any, act: Act, place: UUID, **kwargs: Any) -> None:
        here = timezone.localtime().replace(second=0, microsecond=0)
        super().__init__(*args, initial={"place": place, "from_at": here, "until": here + timedelta(days=7)}, **kwargs)
        offer(self, "place", [(str(key), name) for key, name in queries.places_to_keep(act, place)])


class NoticeForm(BoardForm):
    """A notice, with its Welsh twin."""

    title = title_box(_("Title"))
    words = words_box(_("What it says"), required=True)
    easy = words_box(EASY)
    title_cy = title_box(_("Title in Welsh"), required=False)
    words_cy = words_box(_("What it says, in Welsh"))
    easy_cy = words_box(_("The same in easy Welsh"))
    from_at = moment(_("From when?"))
    until = moment(_("Until when?"))


class RoutineForm(BoardForm):
    """What happens at some hour of some days."""

    what = forms.ChoiceField(label=_("What?"), choices=Routine.choices)
    days = forms.TypedMultipleChoiceField(label=_("On which days?"), choices=DAYS, coerce=int, widget=forms.CheckboxSelectMultiple)
    begins = forms.TimeField(label=_("From what time?"), widget=forms.TimeInput({"type": "time", "class": "govuk-input--width-5"}))
    ends = forms.TimeField(
        label=_("Until what time?"),
        widget=forms.TimeInput({"type": "time", "class": "govuk-input--width-5"}),
        help_text=_("Midnight is the end of that day."),
    )
    title = title_box(_("In other words"), required=False)
    title_cy = title_box(_("In other words, in Welsh"), required=False)

    def clean(self) -> dict[str, Any]:
        """Times of the day become minutes after midnight."""
        cleaned = super().clean() or {}
        for name in ("begins", "ends"):
            if isinstance(cleaned.get(name), time):
                minutes = cleaned[name].hour * 60 + cleaned[name].minute
                cleaned[name] = 1440 if name == "ends" and not minutes else minutes
        return cleaned


class FilmForm(BoardForm):
    """A film on the channel."""

    title = title_box(_("Title"))
    title_cy = title_box(_("Title in Welsh"), required=False)
    starts_at = moment(_("When does it start?"))
    minutes = forms.IntegerField(
        label=_("How many minutes?"), widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-4"})
    )


class ServiceForm(BoardForm):
    """Something that people rely on."""

    title = title_box(_("What is it?"))
    title_cy = title_box(_("What is it, in Welsh?"), required=False)


class ChangedForm(BoardForm):
    """You said, we did."""

    said = title_box(_("You said"))
    did = words_box(_("We did"), required=True)
    easy = words_box(EASY)
    said_cy = title_box(_("You said, in Welsh"), required=False)
    did_cy = words_box(_("We did, in Welsh"))
    easy_cy = words_box(_("The same in easy Welsh"))
    until = moment(_("Until when does it stand here?"))


class ScreensForm(BoardForm):
    """How televisions show it."""

    tongues = forms.ChoiceField(label=_("In which language?"), choices=Tongues.choices, widget=forms.RadioSelect)
    seconds = forms.IntegerField(
        label=_("How many seconds does a slide stand?"), widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-3"})
    )


class DownForm(PageForm):
    """A service is down."""

    why = words_box(_("Why is it down?"), required=True, help_text=_("Everybody there reads this."))
    easy = words_box(EASY)
    why_cy = words_box(_("Why is it down, in Welsh"))
    easy_cy = words_box(_("The same in easy Welsh"))
    since = moment(_("Since when?"))
    expected_at = moment(_("When is it expected back?"), required=False, help_text=_("Leave it empty where nobody knows."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"since": timezone.localtime().replace(second=0, microsecond=0)}, **kwargs)


class SureForm(PageForm):
    """Nothing to fill in: the button says what happens."""
