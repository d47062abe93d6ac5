"""The register on a page."""
