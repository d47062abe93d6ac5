"""What a judgement makes of a claim: a field corrected, or a claim that the reader missed.

The claim itself stays as it was read; the amended one is computed from it whenever it is asked
for, and carries the doubt "corrected" on the field. Anchors are given as {"start", "end"} or as
{"quote"} alone where the words stand once in the document; they are sliced, never typed.
"""

from typing import Any, get_args

import msgspec

from gavah.errors import RefusedJudgement
from gavah.model import APPEALS, GATHERINGS, HARMS, Claim, Document, ReaderVersion, claim_id
from gavah.model.claim import SpeakerKind

FIELDS = (
    "act", "polarity", "modality", "scope", "count", "victims", "perpetrators", "place", "when",
    "attribution",
)  # fmt: skip
_ANCHORED = {
    "act": "act", "count": "count", "place": "place", "when": "when", "victims": "victims",
    "perpetrators": "perpetrators", "attribution": "speakers",
}  # fmt: skip
_MANY = ("victims", "perpetrators", "speakers")
_COUNT = {"low": None, "high": None, "about": None, "hedge": None}
ACTS = {"harm": HARMS, "gathering": GATHERINGS, "appeal": APPEALS}
BY_HAND = ReaderVersion(name="by hand", version="1")


def correction(claim: Claim, value: Any, document: Document) -> dict[str, Any]:
    """What is kept of a correction: the field, its whole new value, and its anchors if given.

    Args:
        value: {"field", "value", "anchor"}; the parts of the value may stand beside "field"
            instead of under "value", and then change only those parts.

    Raises:
        RefusedJudgement: no such field, or the value does not fit it.
    """
    if not isinstance(value, dict) or value.get("field") not in FIELDS:
        raise RefusedJudgement(
            f"a correction names its field, one of {', '.join(FIELDS)}; write it like this: "
            '{"field": "count", "low": 37, "high": 37}'
        )
    field = str(value["field"])
    parts = {key: one for key, one in value.items() if key not in ("field", "value", "anchor")}
    if "value" in value:
        fresh = value["value"]
    elif parts or "anchor" not in value:
        before = msgspec.to_builtins(getattr(claim, field))
        whole = dict(before) if isinstance(before, dict) and field != "count" else {}
        fresh = {**whole, **parts}
    else:
        fresh = msgspec.to_builtins(getattr(claim, field))
    if field == "count" and isinstance(fresh, int) and not isinstance(fresh, bool):
        fresh = {"low": fresh, "high": fresh}
    if field == "count" and isinstance(fresh, dict):
        fresh = {**_COUNT, **fresh}
    made: dict[str, Any] = {"field": field, "value": fresh}
    if value.get("anchor") is not None:
        if field not in _ANCHORED:
            raise RefusedJudgement(f"{field} rests on no words of its own; leave out the anchor")
        if field == "act":
            raise RefusedJudgement(
                "the words of the act are what a claim is known by; reject the claim and add one"
            )
        given = value["anchor"]
        many = given if isinstance(given, list) else [given]
        made["anchor"] = [anchored(one, document) for one in many]
    check(corrected(claim, made))
    return made


def corrected(claim: Claim, made: dict[str, Any]) -> Claim:
    """The claim with a correction applied.

    Raises:
        RefusedJudgement: the value does not fit the field.
    """
    field = made["field"]
    plain = msgspec.to_builtins(claim)
    plain[field] = made["value"]
    name = _ANCHORED.get(field)
    if name is not None and made["value"] in (None, []):
        plain["anchors"][name] = [] if name in _MANY else None
    elif name is not None and "anchor" in made:
        plain["anchors"][name] = made["anchor"] if name in _MANY else made["anchor"][0]
    doubt = {"code": "corrected", "field": field}
    if doubt not in plain["doubts"]:
        plain["doubts"] = [*plain["doubts"], doubt]
    return _fitting(plain)


def added(value: Any, document: Document) -> Claim:
    """A whole claim from what a person gives of one.

    Args:
        value: the claim's fields; "type", "act" and the anchor of the act must be among them.

    Raises:
        RefusedJudgement: something is missing or does not fit.
    """
    if not isinstance(value, dict) or not isinstance(value.get("anchors"), dict):
        raise RefusedJudgement(
            "an added claim needs its type, its act and the words of the act; write it like this: "
            '{"type": "harm", "act": "killed", "anchors": {"act": {"quote": "were shot dead"}}}'
        )
    plain: dict[str, Any] = {
        "polarity": "affirmed", "modality": "asserted", "scope": "incident", "count": None,
        "victims": None, "perpetrators": [], "place": None, "when": None, "codes": {}, "also": [],
        "doubts": [], **value,
    }  # fmt: skip
    plain["document"], plain["copy"] = document.id, document.copy
    plain["published"] = document.published.date if document.published else None
    plain["reader"] = msgspec.to_builtins(BY_HAND)
    if isinstance(plain["count"], dict):
        plain["count"] = {**_COUNT, **plain["count"]}
    anchors = dict(value["anchors"])
    if not isinstance(anchors.get("act"), dict):
        raise RefusedJudgement("an added claim needs the words of its act, as an anchor")
    for name, given in anchors.items():
        if given is not None:
            anchors[name] = (
                [anchored(one, document) for one in given]
                if isinstance(given, list)
                else anchored(given, document)
            )
    anchors.setdefault("sentence", _sentence(anchors["act"], document))
    plain["anchors"] = anchors
    plain["also"] = [anchored(one, document) for one in plain["also"]]
    links = [
        {"role": "speaker", **one} if isinstance(one, dict) else {"role": "speaker", "name": one}
        for one in value.get("attribution", [])
    ]
    if document.publisher and not any(one.get("role") == "publisher" for one in links):
        known = document.publisher_kind in get_args(SpeakerKind)
        kind = document.publisher_kind if known else "unknown"
        links.append({"name": document.publisher, "role": "publisher", "kind": kind})
    plain["attribution"] = links
    plain["id"] = ""
    claim = _fitting(plain)
    check(claim)
    nearest = claim.speakers[0].name if claim.speakers else None
    id_ = claim_id(document.id, claim.type, claim.act, claim.anchors.act, nearest)
    return msgspec.structs.replace(claim, id=id_)


def check(claim: Claim) -> None:
    """Refuse what no reader could have claimed."""
    if claim.act not in ACTS[claim.type]:
        raise RefusedJudgement(
            f"{claim.act!r} is no act of a {claim.type}; these are: {', '.join(ACTS[claim.type])}"
        )
    count = claim.count
    if count is not None:
        given = [one for one in (count.low, count.high, count.about) if one is not None]
        if any(one < 0 for one in given) or not given:
            raise RefusedJudgement(
                "a count needs a figure, and no people are fewer than 0; unknown is null"
            )
        if count.low is not None and count.high is not None and count.low > count.high:
            raise RefusedJudgement(f"a count from {count.low} to {count.high} holds no number")
    if claim.when is not None and claim.when.start > claim.when.end:
        raise RefusedJudgement(f"a span from {claim.when.start} to {claim.when.end} has no day")


def anchored(given: Any, document: Document) -> dict[str, Any]:
    """An anchor in the document's text (or title), its quote sliced.

    Raises:
        RefusedJudgement: there are no such words, or the quote stands more than once.
    """
    if not isinstance(given, dict):
        raise RefusedJudgement('an anchor is {"start": 10, "end": 20} or {"quote": "the words"}')
    where = given.get("in", "text")
    text = document.title or "" if where == "title" else document.text
    if "start" not in given and isinstance(given.get("quote"), str) and given["quote"]:
        first = text.find(given["quote"])
        if first < 0:
            raise RefusedJudgement(f"{given['quote']!r} does not stand in {document.id}")
        if text.find(given["quote"], first + 1) >= 0:
            raise RefusedJudgement(
                f"{given['quote']!r} stands more than once in {document.id}; give start and end"
            )
        start, end = first, first + len(given["quote"])
    else:
        start, end = given.get("start"), given.get("end")  # type: ignore[assignment]
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        raise RefusedJudgement(
            f"no words from {start} to {end} in {document.id}, which has {len(text)} characters"
        )
    made = {"start": start, "end": end, "quote": text[start:end]}
    if given.get("quote") not in (None, made["quote"]):
        raise RefusedJudgement(
            f"{document.id} does not say {given['quote']!r} from {start} to {end}"
        )
    return made if where == "text" else {**made, "in": where}


def _sentence(act: dict[str, Any], document: Document) -> dict[str, Any]:
    """The words around the act up to a full stop or the end of the line."""
    where = act.get("in", "text")
    text = document.title or "" if where == "title" else document.text
    start = max(text.rfind(stop, 0, act["start"]) + len(stop) for stop in (". ", "\n", "؟", "。"))
    start = max(start, 0) if start > 0 else 0
    ends = [text.find(stop, act["end"]) for stop in (". ", ".\n", "\n", "؟", "。")]
    end = min((one for one in ends if one >= 0), default=len(text))
    if end < len(text) and text[end] == ".":
        end += 1
    while text[start].isspace() and start < act["start"]:
        start += 1
    return anchored({"start": start, "end": end, "in": where}, document)


def _fitting(plain: dict[str, Any]) -> Claim:
    try:
        return msgspec.convert(plain, Claim)
    except msgspec.ValidationError as error:
        raise RefusedJudgement(
            f"that does not fit a claim: {error}; its form: gavah schema claim"
        ) from error
