"""Forms in GOV.UK's shape: `{{ form }}` is a whole form's fields, `{% include "web/parts/error_summary.html" %}` its errors."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.utils import pretty_name
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughgate.basics.ids import uuid7
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.relations import people_numbered


class Renderer(TemplatesSetting):
    """Every form of the staff face, the libraries' too, looks like ours."""

    form_template_name = "web/form.html"
    field_template_name = "web/field.html"


class PageForm(forms.Form):
    """A form that is one act, however often it is sent: the act's id is made with the page and travels in a hidden field."""

    act = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid7)
    act_id: UUID | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and not self.data.get(self.add_prefix("act")):
            self._renew()
        for name, field in self.fields.items():
            _say_what_is_missing(field, str(field.label or pretty_name(name)))

    def full_clean(self) -> None:
        """Takes the act's id out of `cleaned_data`, which then holds just what the command is given."""
        super().full_clean()
        if hasattr(self, "cleaned_data"):
            self.act_id = self.cleaned_data.pop("act", None) or uuid7()

    def refuse(self, words: str) -> None:
        """Show a refusal above the form. The next try is a new act: this one has its answer."""
        self.add_error(None, words)
        self._renew()

    def _renew(self) -> None:
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[self.add_prefix("act")] = str(uuid7())
        self.data = data


class PersonForm(PageForm):
    """Somebody whom this worker may know of, by their number."""

    person = forms.CharField(label=gettext_lazy("Prison number or CRN"), max_length=20, widget=forms.TextInput({"autocomplete": "off"}))

    def __init__(self, *args: Any, act: Act, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asking = act

    def clean_person(self) -> UUID:
        """Raises: ValidationError where nobody whom one may know of has that number."""
        number = "".join(self.cleaned_data["person"].split()).upper()
        person = people_numbered(self.asking, {number}).get(number)
        if person is None:
            raise forms.ValidationError(_("Nobody whom you may see has the number “%(number)s”."), params={"number": number})
        return person.pk


def offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Give a field the choices that this worker has."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(name)
    field.choices = choices


def _say_what_is_missing(field: forms.Field, label: str) -> None:
    """Django's “This field is required” does not say which one to somebody who hears the errors read out."""
    if field.error_messages.get("required") != forms.Field.default_error_messages["required"]:
        return
    says = _("Choose an answer to “%(label)s”.") if isinstance(field, forms.ChoiceField) else _("Fill in “%(label)s”.")
    field.error_messages["required"] = says % {"label": label}


class DateParts(forms.MultiWidget):
    """Day, month and year, each typed: nobody has to find their way through a calendar."""

    template_name = "web/fields/date_parts.html"

    def __init__(self) -> None:
        box = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__([forms.TextInput(box) for _part in ("day", "month", "year")])

    def decompress(self, value: date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]


class DateField(forms.MultiValueField):
    """A date in three boxes. Empty is None where the field is not required."""

    widget = DateParts
    default_error_messages = {
        "invalid": gettext_lazy("Enter a real date, such as 27 3 2027."),
        "incomplete": gettext_lazy("Enter a day, a month and a year."),
    }

    def __init__(self, **kwargs: Any) -> None:
        wrong = {"invalid": self.default_error_messages["invalid"]}
        parts = tuple(forms.IntegerField(error_messages=wrong) for _part in range(3))
        super().__init__(fields=parts, require_all_fields=True, **kwargs)

    def compress(self, data_list: list[int | None]) -> date | None:
        """Raises: ValidationError for 30 February, and where one of the boxes is empty."""
        if not data_list:
            return None
        day, month, year = data_list
        if day is None or month is None or year is None:
            raise forms.ValidationError(self.error_messages["incomplete"], code="incomplete")
        try:
            return date(year, month, day)
        except (ValueError, OverflowError):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
