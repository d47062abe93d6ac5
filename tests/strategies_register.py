"""Records for the register's tests: copies, documents and claims of our own making."""

from hypothesis import strategies as st

from gavah.model import (
    Anchor,
    Anchors,
    Attribution,
    Capture,
    Claim,
    Count,
    Document,
    Incident,
    Link,
    Linked,
    Person,
    PersonName,
    Place,
    ReadDocument,
    ReaderVersion,
    Toll,
    TollPart,
    Victims,
    claim_id,
    incident_id,
    person_id,
)
from gavah.register import Register

READER = ("english", "1")
VERSIONS = ("reading 1", "english 1")
STORY = "Two men were killed in Karaj. Later, six people were arrested. One man was injured."
ODD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x00\ud800\udfff\u200c\u200f\u0301يیكک٣۴éÉßﷲ\r\n\"'*-&|!:()"),
    ),
    max_size=60,
)


def document(id_: str, copy: str, text: str = STORY, **fields: object) -> Document:
    """A document that was read as English."""
    given = {"title": None, "language": "en", "publisher": "The Gazette", **fields}
    return Document(id=id_, copy=copy, text=text, reading="reading 1", **given)  # type: ignore[arg-type]


def claim(read: Document, act: str, words: str, **fields: object) -> Claim:
    """A claim on the first of these words."""
    start = read.text.index(words)
    anchor = Anchor.of(read.text, start, start + len(words))
    speakers = [link.name for link in fields.get("attribution", ()) if link.role == "speaker"]  # type: ignore[attr-defined]
    ends = [read.text.find(stop, anchor.end) for stop in (".", "\n")]
    end = min((one + 1 for one in ends if one >= 0), default=len(read.text))
    begin = max(read.text.rfind(". ", 0, start) + 2, 0) if ". " in read.text[:start] else 0
    given: dict[str, object] = {
        "id": claim_id(read.id, "harm", act, anchor, speakers[0] if speakers else None),
        "document": read.id, "copy": read.copy, "published": None, "type": "harm", "act": act,
        "polarity": "affirmed", "modality": "asserted", "scope": "incident",
        "count": Count(low=2, high=2, about=None, hedge=None), "victims": None,
        "perpetrators": (), "place": None, "when": None, "codes": {}, "also": (), "doubts": (),
        "attribution": (Attribution(name="The Gazette", role="publisher", kind="media"),),
        "anchors": Anchors(act=anchor, sentence=Anchor.of(read.text, begin, end)),
        "reader": ReaderVersion(name=READER[0], version=READER[1]),
        **fields,
    }  # fmt: skip
    return Claim(**given)  # type: ignore[arg-type]


def named(read: Document, act: str, words: str, *names: str, **fields: object) -> Claim:
    """A claim that names its victims."""
    return claim(read, act, words, victims=Victims(description=None, names=names), **fields)


def sealed(register: Register, content: bytes, **fields: object) -> str:
    """Store bytes and the capture of them; gives the digest."""
    copy = register.copies.put(content)
    given = {"source": "reports/one.txt", "at": "2020-02-12T00:00:00Z", "tool": "test", **fields}
    register.keep_capture(Capture(copy=copy, size=len(content), media_type="text/plain", **given))  # type: ignore[arg-type]
    return copy


def keep(register: Register, read: Document, *claims: Claim, readers: str = VERSIONS[1]) -> None:
    """Keep one document with its claims as the reading of its copy."""
    version = (READER[0], readers.split()[-1])
    told = ReadDocument(document=read, claims=claims, reader=version, signature=b"\x01")
    register.keep_reading(read.copy, VERSIONS[0], readers, [told])


def story(
    register: Register, id_: str = "story", text: str = STORY
) -> tuple[Document, list[Claim]]:
    """A document of three claims, kept: killed, arrested, injured."""
    read = document(id_, sealed(register, f"{id_} {text}".encode("utf-8", "surrogatepass")), text)
    claims = [
        named(read, "killed", "were killed", "Ali Ahmadi"),
        named(read, "arrested", "were arrested", "Sara Karimi"),
        claim(read, "injured", "was injured"),
    ]
    keep(register, read, *claims)
    return read, claims


def incident(*claims: Claim, title: str = "An incident", **fields: object) -> Incident:
    """An occurrence of these claims, its tolls the counts of each act."""
    acts = tuple(dict.fromkeys(one.act for one in claims))
    tolls = tuple(
        Toll(
            act=act, low=2, high=2, about=None, conflict=False, sources=1, independent_sources=1,
            parts=(TollPart(population="people", low=2, high=2, claims=(claims[0].id,)),),
        )
        for act in acts
    )  # fmt: skip
    given: dict[str, object] = {
        "kind": "occurrence", "title": title, "acts": acts, "when": None,
        "place": Place(name="Karaj", settlement="Karaj", country="IR", precision="settlement"),
        "documents": (), "tolls": tolls, "persons": (), "links": (), **fields,
    }  # fmt: skip
    ids = sorted(one.id for one in claims)
    return Incident(id=incident_id(ids), claims=tuple(ids), **given)  # type: ignore[arg-type]


def person(name: str, *claims: Claim, other: tuple[str, ...] = (), **fields: object) -> Person:
    """A victim of these claims."""
    ids = sorted(one.id for one in claims)
    names = tuple(PersonName(text=text, script="Latn") for text in (name, *other))
    given: dict[str, object] = {"kind": "victim", "fate": None, "statuses": (), **fields}
    return Person(id=person_id(ids, name), names=names, claims=tuple(ids), **given)  # type: ignore[arg-type]


def linked(
    incidents: list[Incident], persons: list[Person] | None = None, undecided: list[Link] | None = None
) -> Linked:  # fmt: skip
    """What linking would hand over."""
    return Linked(
        incidents=tuple(sorted(incidents, key=lambda one: one.id)),
        persons=tuple(sorted(persons or [], key=lambda one: one.id)),
        undecided=tuple(undecided or []),
        roots={},
    )
