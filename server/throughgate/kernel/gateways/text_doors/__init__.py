"""The ways by which texts leave: GOV.UK Notify, an SMPP line to a provider, or (where the site has neither) a folder to look at."""

from contextlib import AbstractContextManager

from django.conf import settings

from throughgate.kernel.gateways.text_doors.door import Send


def open_door() -> AbstractContextManager[Send]:
    """The one that the site has. Raises: OSError where it is away."""
    scheme = settings.TEXTS_URL.partition(":")[0]
    if scheme.partition("+")[0] == "notify":
        from throughgate.kernel.gateways.text_doors import notify

        return notify.open_door()
    if scheme == "smpp":
        from throughgate.kernel.gateways.text_doors import smpp

        return smpp.open_door()
    from throughgate.kernel.gateways.text_doors import folder

    return folder.open_door()
