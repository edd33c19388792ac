"""The one page of sign-in that is not allauth's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def second_factor(request: HttpRequest) -> HttpResponse:
    """Which second step a worker wants: an app that shows codes, or a passkey."""
    return render(request, "staff/second_factor.html")
