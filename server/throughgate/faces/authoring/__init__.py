"""Where the library is written: Wagtail's pages, behind the sign-in of staff."""
