"""Turns claims and judgements into incidents, persons and tolls.

`link` is a pure function of the whole set: the same claims, documents and rulings give the same
bytes, in whatever order they come or came. It learns nothing; what evidence weighs is data.
"""

from gavah.linking.linking import link
from gavah.linking.weights import VERSION

__all__ = ["VERSION", "link"]
