"""The arithmetic of the field: windows, distances. Plain functions that know no tables."""
