"""The page kit: who is asking (acts), who may open a page (pages), forms that are one act (attempts, forms), lists (listing)."""
