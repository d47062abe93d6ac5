"""The record that stands up: claims, incidents, judgements and custody, append-only."""
