"""What the invented estate shows of the library."""

from throughgate.modules.library.demo.show import show

__all__ = ["show"]
