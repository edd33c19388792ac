"""Plain Python that everything may use: time, ids, text, errors. No Django here, but for the language of a refusal."""
