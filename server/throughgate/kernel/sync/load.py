"""How busy this process is, as whoever serves it measures. What is asked of devices grows with it."""

from dataclasses import dataclass

# Below this nobody notices; at a second new calls are sent away.
QUIET_S = 0.1
MINUTE_MS = 60_000


@dataclass
class Load:
    """`wait_s`: how long one more call would wait for its turn now."""

    wait_s: float = 0.0

    def after_ms(self) -> int:
        """When a device may come again without having anything to say: 0 for "as usual", ten minutes where a call waits a second."""
        return 0 if self.wait_s < QUIET_S else round(MINUTE_MS * (1 + 9 * min(self.wait_s, 1.0)))


load = Load()
