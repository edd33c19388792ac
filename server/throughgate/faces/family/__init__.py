"""The pages of families and of everybody else outside whom somebody may be in touch with."""
