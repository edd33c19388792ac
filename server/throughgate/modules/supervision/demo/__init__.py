"""What the invented estate shows of supervision: plans in every state, and how each of their check-ins went."""

from throughgate.modules.supervision.demo.show import show

__all__ = ["show"]
