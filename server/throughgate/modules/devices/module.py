"""What this module offers."""

from throughgate.kernel.registry.module import Module

MODULE = Module(name="devices", title="Devices")
