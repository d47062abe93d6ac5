"""A whole run: seal, read and link over a ledger, resumable."""
