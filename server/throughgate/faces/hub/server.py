"""The door of the hub's listener."""

from throughgate.faces.hub.app import Application

application = Application()
