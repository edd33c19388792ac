"""What passes the wall is looked at here, whichever module it belongs to; staff decide at the desk (ADR 13)."""
