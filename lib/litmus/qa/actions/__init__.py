"""The register of actions: what was agreed, who owes it, by when, what became of it."""
