"""Throughgate: one app and one record on every side of the wall."""

__version__ = "0.1.0"
