"""What is printed."""


def pdf(page: str) -> bytes:
    """A page of HTML that holds all that it needs, as a tagged PDF (PDF/UA-1)."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    # Nothing is read from the disk or the network.
    inside = URLFetcher(allowed_protocols=["data"], fail_on_errors=True)
    return bytes(HTML(string=page, url_fetcher=inside).write_pdf(pdf_variant="pdf/ua-1"))
