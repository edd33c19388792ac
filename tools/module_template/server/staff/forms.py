"""Forms of capability_name."""

from throughgate.kernel.web.forms import PageForm


class ReadForm(PageForm):
    """That it was read: a button, and the act's id behind it."""
