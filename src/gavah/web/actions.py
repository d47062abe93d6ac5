"""What a person can do on a page: judge, undo, link anew, give a name, reveal names, close.

Every judgement goes through the register's own verb and so into the chain. A form carries the
number of the newest judgement that its page had seen on what it is about; when another has been
made since, nothing is kept and the answer says what was judged, by whom, and why.
"""

from collections.abc import Callable, Iterator
from typing import Any

from gavah.errors import RefusedJudgement, RegisterBusy, WrongUsage
from gavah.model import VERBS, Claim, Document, Incident, Judgement, Person
from gavah.register import Register
from gavah.web.application import Answer, Forbidden, Overtaken
from gavah.web.asking import newest_about
from gavah.web.pages import Visit
from gavah.web.plain import said_words
from gavah.web.rules import VERB_NEEDS, Permission, undoing_needs
from gavah.web.team import change_password, turn_switch
from gavah.web.values import value_of
from gavah.web.views.incident import concerned

Form = dict[str, Any]
_LONGEST_NAME = 200
_LONGEST_NOTE = 4000


def judge(visit: Visit, form: Form) -> Answer:
    """Keep one judgement, unless someone judged the same meanwhile."""
    verb = str(form.get("verb", ""))
    if verb not in VERBS:
        raise WrongUsage(f"{verb!r} is no verb of a judgement; these are: {', '.join(VERBS)}")
    targets = _targets(form)
    register = visit.register
    refuse_unless_granted(visit, verb, targets)
    by = named(visit, form)
    because = str(form.get("because") or "").strip()
    with register.together():
        if verb not in ("undo", "add"):  # an addition takes nobody's place
            _refuse_overtaken(register, targets, form)
        value = form["value"] if "value" in form else value_of(verb, form)
        refuse_covered(visit, targets, value)
        judgement = register.judge(verb, targets, value, by=by, because=because)
    said = f"{said_words(verb)} (judgement {judgement.seq}, by {by})"
    return Answer(to=next_page(form), said=said, seq=judgement.seq)


def refuse_unless_granted(visit: Visit, verb: str, targets: list[str]) -> None:
    """Judge only what the role grants.

    Raises:
        Forbidden: it does not grant this verb, or this is another person's to undo.
    """
    needs = [VERB_NEEDS[verb]]
    if verb == "undo" and visit.session.account is not None:
        wanted = {int(one) for one in targets if one.isdecimal()}
        made = {one.seq: one for one in visit.register.judgements() if one.seq in wanted}
        needs += [undoing_needs(one.by == visit.session.account, one.verb) for one in made.values()]
    for one in needs:
        if not visit.session.may(one):
            raise Forbidden(
                f"Your account is a {visit.session.role}’s, which may not {said_needs(one)}. "
                "Ask whoever leads the team."
            )


def said_needs(needs: Permission) -> str:
    """What is not granted, in words."""
    return {"undo others": "undo what others judged", "add": "add claims"}.get(needs, needs)


def refuse_covered(visit: Visit, targets: list[str], value: Any) -> None:
    """Let nobody read covered words by anchoring a claim to a part of them.

    Raises:
        RefusedJudgement: an anchor lies on words that are covered here. Of a quote it says what
            is said of words that stand nowhere, so that no guess is confirmed.
    """
    given = list(_anchors_in(value))
    if not given:
        return
    for target in targets:
        found = visit.register.find(target)
        id_ = found.document if isinstance(found, Claim) else target
        document = found if isinstance(found, Document) else visit.register.document(id_)
        if document is None:
            continue
        if visit.web.sessions.reveals(visit.session, target):
            visit.veil.lift()
        visit.veil.over([document.id])
        for anchor in given:
            text = document.title or "" if anchor.get("in") == "title" else document.text
            covers = visit.veil.spans(document.id, text)
            if any(
                a < end and start < b for a, b in covers for start, end in _places(anchor, text)
            ):
                quote = anchor.get("quote")
                raise RefusedJudgement(
                    f"{quote!r} does not stand in {document.id}"  # as `amending` says it
                    if quote
                    else f"words of {document.id} that are covered cannot be marked"
                )


def _anchors_in(value: Any) -> Iterator[dict[str, Any]]:
    """Whatever in a value may be taken for an anchor, wherever it stands."""
    if isinstance(value, dict):
        if "start" in value or "quote" in value:
            yield value
        for one in value.values():
            yield from _anchors_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _anchors_in(one)


def _places(anchor: dict[str, Any], text: str) -> Iterator[tuple[int, int]]:
    """Where the words of an anchor stand, or could."""
    start, end, quote = anchor.get("start"), anchor.get("end"), anchor.get("quote")
    if isinstance(start, int) and isinstance(end, int):
        yield start, end
    if isinstance(quote, str) and quote:
        at = text.find(quote)
        while at >= 0:
            yield at, at + len(quote)
            at = text.find(quote, at + 1)


def _targets(form: Form) -> list[str]:
    given = form.get("target", "")
    held = given if isinstance(given, list) else str(given).splitlines()
    targets = [str(one).strip() for one in held if str(one).strip()]
    if not targets:
        raise WrongUsage("choose what the judgement is about first")
    return targets


def about(register: Register, targets: list[str]) -> list[str]:
    """Every id that a judgement on these may have been made under."""
    ids: list[str] = []
    for target in targets:
        found = register.find(target)
        if isinstance(found, Incident):
            ids.extend(concerned(register, found))
        elif isinstance(found, Person):
            ids.extend([found.id, *register.linkage.former(found.id)])
        elif isinstance(found, Claim | Document):
            ids.append(found.id)
        else:
            ids.append(target)
    return ids


def _refuse_overtaken(register: Register, targets: list[str], form: Form) -> None:
    seen = str(form.get("seen", ""))
    if not seen.isdecimal():
        raise WrongUsage("the form does not say what it has seen; open the page again")
    ids = about(register, targets)
    if newest_about(register, ids) <= int(seen):
        return
    fresh = [
        one
        for one in register.chain.about(ids)
        if isinstance(one, Judgement) and one.seq > int(seen)
    ]
    told = "; ".join(f"{one.by}: {said_words(one.verb)} (“{one.reason}”)" for one in fresh[-3:])
    raise Overtaken(
        "While you looked at this, it was judged "
        f"{f'by {told}' if told else 'and undone'}. Nothing of yours was kept. "
        "Go back, open the page again to see it as it stands now, and decide then."
    )


def named(visit: Visit, form: Form) -> str:
    """The name under which this session judges: the account's, or asked for once."""
    if visit.session.account is not None:
        return visit.session.account
    given = str(form.get("by") or "").strip()
    if given:
        visit.session.by = " ".join(given.split())[:_LONGEST_NAME]
    if not visit.session.by:
        raise WrongUsage("Say who you are first: a judgement needs a name others can answer to.")
    return visit.session.by


def next_page(form: Form) -> str:
    """Where to go on: an address of ours, and of nobody else."""
    to = str(form.get("next") or "/")
    sound = to.startswith("/") and not to.startswith(("//", "/\\"))
    return to if sound and to.isprintable() else "/"


def name(visit: Visit, form: Form) -> Answer:
    """Take the name of who judges from now on."""
    by = named(visit, form)
    return Answer(to=next_page(form), said=f"judging as {by}")


def link(visit: Visit, form: Form) -> Answer:
    """Work out incidents, persons and tolls anew, with every judgement in force."""
    if not visit.web.linking.acquire(blocking=False):
        raise RegisterBusy("A linking is under way; wait for it to end and look again.")
    try:
        with visit.register.locked("link"):
            linked = visit.web.link(visit.register)
    finally:
        visit.web.linking.release()
    said = f"{linked.incidents} incidents, {linked.persons} persons"
    return Answer(to=next_page(form), said=said)


def reveal(visit: Visit, form: Form) -> Answer:
    """Show the withheld names of one entry for half an hour; the log keeps who, when and why."""
    by = named(visit, form)
    because = str(form.get("because") or "").strip()
    if not because:
        raise WrongUsage("Say why the names are needed; the reason is kept in the log.")
    _, subject = visit.register.resolve(str(form.get("subject", "")))
    visit.register.log("reveal", [subject], {"because": because}, by)
    visit.web.sessions.reveal(visit.session, subject)
    return Answer(to=next_page(form), said="names are shown for half an hour")


def cover(visit: Visit, form: Form) -> Answer:
    """Cover the names of an entry again."""
    visit.session.revealed.pop(str(form.get("subject", "")), None)
    return Answer(to=next_page(form), said="names are covered")


def close(visit: Visit, form: Form) -> Answer:
    """End the session."""
    if visit.session.account is not None:
        visit.register.log("sign-out", (), {}, visit.session.account)
    visit.web.sessions.close(visit.session)
    return Answer(to="/", said="closed")


def note(visit: Visit, form: Form) -> Answer:
    """Keep a note beside an entry; the log holds it, and its history shows it."""
    by = named(visit, form)
    words = str(form.get("words") or "").strip()
    if not words or len(words) > _LONGEST_NOTE:
        raise WrongUsage(f"A note has from 1 to {_LONGEST_NOTE} characters.")
    _, subject = visit.register.resolve(str(form.get("target", "")))
    seq = visit.register.log("note", [subject], {"because": words}, by)
    return Answer(to=next_page(form), said="noted", seq=seq)


def switch(visit: Visit, form: Form) -> Answer:
    """Turn the switch: open, read-only or locked."""
    return Answer(to="/team", said=turn_switch(visit, form, named(visit, form)))


def account(visit: Visit, form: Form) -> Answer:
    """Change one's password or end one's sessions; one signs in anew."""
    change_password(visit, form)
    return Answer(to="/sign-in", said="sign in anew")


ACTIONS: dict[str, Callable[[Visit, Form], Answer]] = {
    "/judge": judge, "/name": name, "/link": link, "/reveal": reveal, "/cover": cover,
    "/close": close, "/note": note, "/switch": switch, "/account": account,
}  # fmt: skip
