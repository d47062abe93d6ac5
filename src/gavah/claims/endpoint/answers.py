"""What the endpoint answers: for each claim, words of the report and labels, and no value else.

Values (bounds, days, coordinates) are never taken from an answer: our own rules read them from
the words. `count_number` only serves to catch an answer that contradicts its own words.
"""

from typing import Any, Literal

import msgspec

from gavah.errors import UnreadableAnswer
from gavah.model.claim import APPEALS, GATHERINGS, HARMS, ClaimType, Modality, Polarity, Scope

ACTS: dict[str, tuple[str, ...]] = {"harm": HARMS, "gathering": GATHERINGS, "appeal": APPEALS}


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One claim as the endpoint tells it; fields as resources/endpoint/instructions.yaml says."""

    type: ClaimType
    act: str
    evidence: str
    act_words: str
    polarity: Polarity
    modality: Modality
    scope: Scope
    count_words: str | None
    count_number: int | None
    victims_words: str | None
    victims_names: list[str]
    perpetrators_words: list[str]
    place_words: str | None
    when_words: str | None
    speakers_words: list[str]


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole answer."""

    claims: list[Entry]


def answer_schema() -> dict[str, Any]:
    """The JSON Schema that the endpoint is bound to: every field required, no other allowed."""
    (schema,), parts = msgspec.json.schema_components([Answer], ref_template="#/$defs/{name}")
    whole = dict(parts[schema["$ref"].rsplit("/", 1)[-1]])
    entry = dict(parts["Entry"])
    acts = [act for listed in ACTS.values() for act in listed]
    entry["properties"] = {**entry["properties"], "act": {"enum": list(dict.fromkeys(acts))}}
    whole["$defs"] = {"Entry": entry}
    return whole


def answer_of(content: str) -> Answer:
    """Read an answer back, with or without a code fence around it.

    Raises:
        UnreadableAnswer: it is not JSON, or of another shape; says where.
    """
    bare = content.strip()
    if bare.startswith("```"):
        bare = bare.split("\n", 1)[-1].rsplit("```", 1)[0]
    try:
        return msgspec.json.decode(bare.encode("utf-8", "replace"), type=Answer)
    except msgspec.DecodeError as error:
        raise UnreadableAnswer(
            f"the endpoint's answer is not JSON of the schema asked for ({error});"
            " try a model that keeps to response_format json_schema"
        ) from error


Reason = Literal[
    "act_of_other_type", "evidence_not_in_text", "act_not_in_evidence", "count_not_in_evidence",
    "no_count_in_words", "number_differs", "names_differ", "negation_lost", "denial_without_words",
    "modality_without_words", "speaker_not_in_text", "victim_not_in_text",
    "perpetrator_not_in_text", "place_not_in_text", "place_unknown", "when_not_in_text",
    "when_unread",
]  # fmt: skip
