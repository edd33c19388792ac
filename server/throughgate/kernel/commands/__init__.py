"""Commands: the only code that may write a module's tables. Receipts: what became of each act."""
