"""What templates of staff pages need: `{% load web %}`."""

from datetime import datetime, timedelta

from django import forms, template
from django.forms import BoundField
from django.utils.safestring import SafeString

from throughgate.basics.clock import now
from throughgate.kernel import times

register = template.Library()

_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "govuk-textarea"),
    (forms.Select, "govuk-select"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
)
_TEMPLATES: tuple[tuple[type[forms.Widget] | tuple[type[forms.Widget], ...], str], ...] = (
    (forms.MultiWidget, "web/fields/date.html"),
    ((forms.RadioSelect, forms.CheckboxSelectMultiple), "web/fields/choices.html"),
    (forms.CheckboxInput, "web/fields/tick.html"),
)


@register.filter
def group_template(field: BoundField) -> str:
    """The template of a field's group: its label, hint, error and control."""
    return next((name for kind, name in _TEMPLATES if isinstance(field.field.widget, kind)), "web/fields/one.html")


@register.simple_tag
def control(field: BoundField, extra: str = "") -> SafeString:
    """The field's own control, with GOV.UK's classes. No placeholder: it is gone when it is needed."""
    field.field.widget.attrs.pop("placeholder", None)
    kind = next((name for widget, name in _CLASSES if isinstance(field.field.widget, widget)), "govuk-input")
    classes = [kind, f"{kind}--error" if field.errors else "", field.field.widget.attrs.get("class", ""), extra]
    return field.as_widget(attrs={"class": " ".join(filter(None, classes))})


@register.filter
def error_target(field: BoundField) -> str:
    """The id that an error leads to: the first control of a group."""
    grouped = isinstance(field.field.widget, (forms.MultiWidget, forms.RadioSelect, forms.CheckboxSelectMultiple))
    return f"{field.auto_id}_0" if grouped else field.auto_id


@register.filter
def kind_of_choice(field: BoundField) -> str:
    """`radios` or `checkboxes`."""
    return "checkboxes" if isinstance(field.field.widget, forms.CheckboxSelectMultiple) else "radios"


@register.filter
def counted(field: BoundField) -> int | None:
    """The length that a long text may have, to count down from."""
    return getattr(field.field, "max_length", None) if isinstance(field.field.widget, forms.Textarea) else None


@register.filter
def due_words(moment: datetime) -> str:
    """“due in 3 hours”, “overdue by 2 days”."""
    return times.due(moment, now())


@register.filter
def until_words(moment: datetime) -> str:
    """“22 December 2026, 14:30”, “the end of 22 December 2026”: to stand after “until”."""
    return times.until(moment)


@register.filter
def length_words(gap: timedelta) -> str:
    """“3 hours”."""
    return times.length(gap)


@register.filter
def is_past(moment: datetime) -> bool:
    return moment < now()
