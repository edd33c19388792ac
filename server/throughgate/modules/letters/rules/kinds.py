"""What a recipient can be."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a recipient is. Source: docs/field.md, "Contacts" (confidential and privileged correspondence)."""

    LEGAL = "legal", _("Legal adviser")
    LISTENERS = "listeners", _("Samaritans and other listeners")
    OMBUDSMAN = "ombudsman", _("Ombudsman")
    BOARD = "board", _("Independent monitoring board")
    MP = "mp", _("Member of Parliament")
    CLINICIAN = "clinician", _("Doctor, nurse or therapist")
