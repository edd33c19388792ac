"""What is installed: each enabled module's manifest, and what it offers to the faces."""
