"""What staff open: sign-in, the inbox, people and their pages; and every module's staff pages, met through the registry."""
