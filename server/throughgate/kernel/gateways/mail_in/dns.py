"""The door to the domain name system: only the text records by which domains say who may write in their name."""

PATIENCE_S = 4.0


class NoAnswer(Exception):
    """Nobody answered, or not in time. Whether the record is there is not known."""


def text_record(name: bytes, timeout: float = PATIENCE_S) -> bytes | None:
    """The text of that name; None where it has none. Raises: NoAnswer."""
    import dns.exception
    import dns.resolver

    try:
        found = dns.resolver.resolve(name.decode("ascii"), "TXT", lifetime=min(timeout, PATIENCE_S), search=False)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer, UnicodeError, dns.exception.SyntaxError):
        return None
    except dns.exception.DNSException as away:
        raise NoAnswer from away
    return next((b"".join(record.strings) for record in found), None)
