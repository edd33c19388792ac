"""The invented estate: places, people and workers that do not exist, the same each time for the same day and seed.

`build.py` makes it, one file after another; what a capability shows of itself is in its own `demo.py`.
"""
