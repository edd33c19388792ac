"""What the clock does: at once what takes a moment, and beside the worker's own round what takes minutes."""

from throughgate.modules.library.jobs.beside import work_beside
from throughgate.modules.library.jobs.clock import drop_unwanted_media, end_items
from throughgate.modules.library.jobs.news import fetch_news
from throughgate.modules.library.jobs.sketching import sketch_editions

__all__ = ["drop_unwanted_media", "end_items", "fetch_news", "sketch_editions", "work_beside"]
