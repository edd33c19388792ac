"""Mail from outside: taken over by LMTP, read, checked, and written down once."""
