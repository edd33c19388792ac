"""For the demo and wherever no provider is set: each text is a file in the outbox, beside the mail."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from django.conf import settings

from throughgate.kernel.gateways.text_doors.door import Send


@contextmanager
def open_door() -> Iterator[Send]:
    settings.EMAIL_FILE_PATH.mkdir(parents=True, exist_ok=True)
    yield _write


def _write(text: UUID, to: str, words: str) -> Sequence[str]:
    (settings.EMAIL_FILE_PATH / f"text-{text}.txt").write_text(f"To: {to}\n\n{words}\n")
    return [str(text)]
