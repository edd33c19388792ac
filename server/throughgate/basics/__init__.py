"""Plain Python that everything may use: time, ids, text, errors. No Django here."""
