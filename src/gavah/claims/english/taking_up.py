"""Whether a bare mention of a harm takes up one that was told: "the killings", "his arrest".

A noun without an article or owner ("killings took a break", "life imprisonment") speaks of such
harms in general; one with a name of its own ("the Umra massacre", "Ruiz's death") only of the harm
that some telling names so. Neither tells again what another sentence told, though the place or the
day beside it may still be that of the harm told in the report.
"""

from collections.abc import Sequence

from gavah.claims.english.happenings import Event

_POINTING = frozenset(
    [
        "the",
        "this",
        "that",
        "these",
        "those",
        "both",
        "each",
        "such",
        "his",
        "her",
        "their",
        "its",
        "whose",
    ]
)


def takes_up(mention: Event, told: Sequence[Event]) -> bool:
    """Whether a slight event may be a telling of the one that others tell."""
    token, party = mention.token, mention.party
    if mention.type != "harm" or mention.passage.where == "title" or mention.passage.echo:
        return True  # headlines leave articles out
    if token.pos_ == "NOUN" and party.names and not _may_be_of(mention, told):
        return False
    bare = not party.heads and not party.names and token.pos_ in {"NOUN", "PROPN"}
    if not bare:
        return True
    pointing = any(kid.lower_ in _POINTING or kid.dep_ == "nmod:poss" for kid in token.lefts)
    if not pointing and mention.act != "injured":  # "with gunshot injuries" needs no article
        return False
    lead = [word for word in token.doc[token.left_edge.i : token.i] if word.tag_.startswith("NNP")]
    named = {word.lower_ for word in lead if word.text[:1].isupper()}
    dated = any(
        one.start <= mention.passage.at(word) < one.end
        for word in lead for one in mention.passage.dates
    )  # fmt: skip
    if not named or dated:
        return True
    words = {word for one in told if one is not mention for word in one.passage.lowers}
    return bool(named & words)


def _may_be_of(mention: Event, told: Sequence[Event]) -> bool:
    """ "Ruiz's death" is of those killed when he is named among them, or when only a few were."""
    last = {name.name.casefold().split()[-1] for name in mention.party.names}
    others = [one for one in told if one is not mention]
    known = {name.name.casefold().split()[-1] for one in others for name in one.party.names}
    counts = [one.party.count for one in others if one.party.count is not None]
    many = any(count.low is not None and count.low > _FEW for count in counts)
    return bool(last & known) or not many


_FEW = 4
"""How many dead a report still speaks of by their names without saying who they are."""
