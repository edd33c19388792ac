"""One folder per audience. A face translates, calls once, translates back."""
