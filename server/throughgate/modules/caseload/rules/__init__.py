"""What must hold of someone who comes onto the record. Plain functions: the form, the file and the command all mean the same."""
