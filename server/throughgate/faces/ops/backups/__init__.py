"""Backups: made whole and proven, or not recorded at all; and brought back so that devices hand in what they lack. See ADR 0005."""
