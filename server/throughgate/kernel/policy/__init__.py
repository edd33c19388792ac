"""Who may use what, why not, and until when. Everything that decides access is in this room and in policies/*.cedar."""
