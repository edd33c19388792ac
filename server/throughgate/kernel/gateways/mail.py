"""The door for outgoing mail. Django's own backends carry it: SMTP at a site, a folder or memory elsewhere."""

from django.core.mail import EmailMessage


def send_mail(to: str, subject: str, text: str) -> None:
    """Hand one plain message over. Its subject and text must not say where somebody lives or why: mail is read over shoulders."""
    EmailMessage(subject=subject, body=text, to=[to]).send()
