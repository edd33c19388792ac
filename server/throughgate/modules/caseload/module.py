"""What this module offers."""

from throughgate.kernel.registry.module import Module

MODULE = Module(name="caseload", title="People and their records")
