"""Forms of the caseload. A form's cleaned data is what its command is given."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from throughgate.basics.clock import LONDON
from throughgate.basics.errors import Refused
from throughgate.kernel import sheets
from throughgate.kernel.people.models import CareRole
from throughgate.kernel.people.numbers import NumberKind, tidy
from throughgate.kernel.places.models import Setting
from throughgate.kernel.policy.act import Act
from throughgate.kernel.web.forms import DateField, PageForm, offer
from throughgate.modules.caseload import queries
from throughgate.modules.caseload.commands.importing import MOST_LINES, Line
from throughgate.modules.caseload.commands.moves_file import MOST_MOVES
from throughgate.modules.caseload.rules.languages import LANGUAGES
from throughgate.modules.caseload.rules.moves_line import MOVES
from throughgate.modules.caseload.rules.outcomes import CallOutcome
from throughgate.modules.caseload.rules.people_line import PEOPLE
from throughgate.modules.caseload.staff import photos

PLACES = "places"


class PlaceField(forms.CharField):
    """A place by its code, with the codes of one's own places offered while typing."""

    def __init__(self, *, anywhere: bool = False, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput({"list": PLACES, "autocomplete": "off", "spellcheck": "false"}), max_length=24, **kwargs)
        self.anywhere = anywhere


class CaseloadForm(PageForm):
    """A form that knows who fills it in, and so which places and workers may be chosen."""

    def __init__(self, *args: Any, act: Act, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asking = act

    @property
    def places(self) -> list[queries.Choice]:
        """What the place field offers."""
        return queries.places_to_choose(self.asking)

    def clean_place(self) -> UUID:
        """Raises: ValidationError where there is no such place."""
        field, code = self.fields["place"], self.cleaned_data["place"]
        place = queries.place_coded(self.asking, code, anywhere=isinstance(field, PlaceField) and field.anywhere)
        if place is None:
            raise forms.ValidationError(_("There is no place with the code “%(code)s”."), params={"code": code})
        return place


class AddForm(CaseloadForm):
    """Somebody who is new to the record."""

    given_name = forms.CharField(label=_("Given name"), max_length=80)
    family_name = forms.CharField(label=_("Family name"), max_length=80)
    known_as = forms.CharField(label=_("What do they want to be called?"), max_length=80, required=False)
    born = DateField(label=_("Date of birth"), required=False)
    prison = forms.CharField(label=_("Prison number"), max_length=20, required=False, help_text=_("Such as A1234BC"))
    crn = forms.CharField(label=_("CRN"), max_length=20, required=False, help_text=_("Such as X123456"))
    pnc = forms.CharField(label=_("PNC number"), max_length=20, required=False, help_text=_("Such as 2003/0123456X"))
    cro = forms.CharField(label=_("CRO number"), max_length=20, required=False, help_text=_("Such as 123456/03X"))
    place = PlaceField(label=_("Where do they live?"), help_text=_("The code of a cell, wing or office where you work"))
    setting = forms.ChoiceField(label=_("In which setting?"), choices=Setting.choices)
    since = DateField(label=_("Since when?"))
    language = forms.ChoiceField(label=_("Language of the app"), choices=list(LANGUAGES.items()), initial="en")
    worker = forms.TypedChoiceField(label=_("Supervising worker"), coerce=UUID, empty_value=None, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "worker", [("", str(_("Nobody yet"))), *queries.workers_to_choose(self.asking)])

    def clean(self) -> dict[str, Any]:
        """Numbers in their written form, each error beside its own box."""
        cleaned = super().clean() or {}
        for kind in NumberKind:
            try:
                cleaned[kind.value] = tidy(kind, cleaned[kind.value]) if cleaned.get(kind.value) else ""
            except Refused as refusal:
                self.add_error(kind.value, refusal.words)
        return cleaned


class MoveForm(CaseloadForm):
    """Where somebody lives from now on."""

    place = PlaceField(
        anywhere=True, label=_("Where do they live now?"), help_text=_("The code of a cell, wing, prison or office, such as ZLI-B-2-014")
    )
    setting = forms.ChoiceField(label=_("In which setting?"), choices=Setting.choices)
    on = DateField(label=_("Since which day?"))
    time = forms.TimeField(
        label=_("Since what time?"), widget=forms.TimeInput({"type": "time", "class": "govuk-input--width-5"}, format="%H:%M")
    )
    release_on = DateField(label=_("Planned release"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        here = timezone.localtime()
        super().__init__(*args, initial={"on": here.date(), "time": here.time()}, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Day and time become one moment, `at`."""
        cleaned = super().clean() or {}
        if "on" in cleaned and "time" in cleaned:
            cleaned["at"] = datetime.combine(cleaned.pop("on"), cleaned.pop("time"), LONDON)
        return cleaned


class DetailsForm(PageForm):
    """What somebody wants to be called, and how to reach them."""

    known_as = forms.CharField(label=_("What do they want to be called?"), max_length=80)
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)
    email = forms.CharField(label=_("Email"), max_length=254, required=False)
    address = forms.CharField(label=_("Address"), max_length=300, required=False, widget=forms.Textarea({"rows": 3}))


class CareForm(CaseloadForm):
    """Who looks after somebody from now on."""

    role = forms.ChoiceField(label=_("As what?"), choices=CareRole.choices, widget=forms.RadioSelect)
    worker = forms.TypedChoiceField(label=_("Who?"), coerce=UUID)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "worker", queries.workers_to_choose(self.asking))


class PhotoForm(PageForm):
    """The photo that later ones are compared with."""

    photo = forms.FileField(label=_("Photo"), help_text=_("JPEG, PNG or WebP, at most 15 MB. What the camera wrote into it is taken out."))
    taken_on = DateField(label=_("Taken on"))

    def clean_photo(self) -> bytes:
        """The photo as it is kept. Raises: ValidationError."""
        upload = self.cleaned_data["photo"]
        try:
            return photos.reference_photo(upload, upload.size)
        except Refused as refusal:
            raise forms.ValidationError(refusal.words) from None


class FileForm(PageForm):
    """A file of people."""

    sheet, most = PEOPLE, MOST_LINES
    file = forms.FileField(
        label=_("File"), help_text=_("CSV or Excel (.xlsx), at most 2,000 lines and 5 MB. Nobody is imported before you confirm.")
    )

    def clean_file(self) -> list[Line]:
        """The file's lines. Raises: ValidationError with what is wrong with the file as a whole."""
        upload = self.cleaned_data["file"]
        try:
            return [Line(*line) for line in sheets.lines_of(upload.read(self.sheet.most_bytes + 1), self.sheet, self.most)]
        except Refused as refusal:
            raise forms.ValidationError(refusal.words) from None

    @property
    def file_name(self) -> str:
        """What the file is called where it came from."""
        return str(getattr(self.files["file"], "name", ""))[-200:]


class MovesFileForm(FileForm):
    """A file of moves."""

    sheet, most = MOVES, MOST_MOVES
    file = forms.FileField(
        label=_("File"), help_text=_("CSV or Excel (.xlsx), at most 500 lines and 5 MB. Nobody is moved before you confirm.")
    )


class CallForm(PageForm):
    """What came of a call."""

    outcome = forms.ChoiceField(label=_("What came of it?"), choices=CallOutcome.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note for the record"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
        help_text=_("Staff who work with them read this. They do not."),
    )


class HandOverForm(PageForm):
    """To whom, and why."""

    worker = forms.TypedChoiceField(label=_("Who takes it over?"), coerce=UUID)
    reason = forms.CharField(label=_("Why, and what should they know?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500)

    def __init__(self, *args: Any, colleagues: list[queries.Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "worker", [("", str(_("Choose somebody"))), *colleagues])


class LeaveForm(PageForm):
    """Who is away, from when to when, and who stands in."""

    worker = forms.TypedChoiceField(label=_("Who is away?"), coerce=UUID)
    first_day = DateField(label=_("First day away"))
    last_day = DateField(label=_("Last day away"))
    cover = forms.TypedChoiceField(
        label=_("Who covers?"), coerce=UUID, help_text=_("They see the people meanwhile, and what is urgent comes to their inbox.")
    )

    def __init__(self, *args: Any, act: Act, **kwargs: Any) -> None:
        super().__init__(*args, initial={"worker": str(act.worker)}, **kwargs)
        offer(self, "worker", queries.workers_who_may_be_away(act))
        offer(self, "cover", [("", str(_("Choose somebody"))), *queries.covers_to_choose(act)])


class GroupForm(PageForm):
    """A new group: where, and what it is called."""

    name = forms.CharField(label=_("What is it called?"), max_length=80)
    place = forms.TypedChoiceField(label=_("Where is it?"), coerce=UUID)

    def __init__(self, *args: Any, act: Act, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", queries.places_for_groups(act))
