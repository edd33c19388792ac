"""Chance with a seed: for what is invented and must come out the same twice. Never for secrets."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

Thing = TypeVar("Thing")


class Chance(random.Random):
    """A seeded stream of choices."""

    def happens(self, odds: float) -> bool:
        """True in that share of cases, 0 to 1."""
        return self.random() < odds

    def weighted(self, weights: Mapping[Thing, float]) -> Thing:
        """One of the keys, each as often as its weight says."""
        return self.choices(list(weights), list(weights.values()))[0]

    def between(self, start: datetime, end: datetime) -> datetime:
        """A moment from `start` to `end`, in whole seconds."""
        return start + timedelta(seconds=int(self.random() * (end - start).total_seconds()))

    def id_at(self, moment: datetime) -> UUID:
        """A version 7 UUID as if it had been made at that moment."""
        noise = self.getrandbits(74)
        high = int(moment.timestamp() * 1_000) << 16 | 0x7000 | noise >> 62
        return UUID(int=high << 64 | 0b10 << 62 | noise & (1 << 62) - 1)
