"""Where everyone is: establishments, wings, cells and offices; stays, settings, regime; where workers are posted."""
