"""A form carries one act to a command, and a refusal back to the form."""

from typing import Any

from django.http import Http404, HttpRequest

from throughgate.basics.errors import Again, NotFound, Refused
from throughgate.kernel.commands.command import Command
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.forms import PageForm


def attempt(request: HttpRequest, form: PageForm, command: Command, /, **given: Any) -> bool:
    """Send a valid form's act to a command; sent twice, it is done once. False: the form now says why not.

    Raises: Http404 where the command found nothing that is this worker's.
    """
    try:
        command(act_of(request, form.act_id), **given)
    except NotFound:
        raise Http404 from None
    except (Refused, Again) as refusal:
        form.refuse(refusal.words)
        return False
    return True
