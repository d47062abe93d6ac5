"""Takes a copy of what was published and never lets it change."""
