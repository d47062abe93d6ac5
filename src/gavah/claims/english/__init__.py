"""The reader of English reports."""
