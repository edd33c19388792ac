"""What a contact sends from elsewhere, by mail or text message: the same command, by the same contact."""
