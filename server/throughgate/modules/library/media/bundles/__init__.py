"""Many things in one archive: a list (CSV or XLSX) with the files it names, or a channel of Kolibri. From them come drafts."""
