"""A reader behind an OpenAI-compatible endpoint: a model points at words, our rules read them."""

from gavah.claims.endpoint.reader import EndpointReader

__all__ = ["EndpointReader"]
