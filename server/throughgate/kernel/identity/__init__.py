"""Who is at the keyboard: workers' accounts, devices, enrolment codes, PINs and sessions."""
