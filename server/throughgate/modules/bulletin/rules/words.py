"""What a line says, by language."""

import msgspec


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`easy`: the same in easy words, where somebody wrote them."""

    title: str
    words: str = ""
    easy: str = ""


def in_both(en: Said, cy: Said) -> dict[str, Said]:
    """English, and its Welsh twin where there is one. Raises: ValueError for a twin that lacks what stands in its first line."""
    if not cy.title and (cy.words or cy.easy):
        raise ValueError("a twin without a title")
    return {"en": en} | ({"cy": cy} if cy.title else {})
