"""What a person can do on a page: judge, undo, link anew, give a name, reveal names, close.

Every judgement goes through the register's own verb and so into the chain. A form carries the
number of the newest judgement that its page had seen on what it is about; when another has been
made since, nothing is kept and the answer says what was judged, by whom, and why.
"""

from collections.abc import Callable
from typing import Any

from gavah.errors import RegisterBusy, WrongUsage
from gavah.model import VERBS, Claim, Document, Incident, Judgement, Person
from gavah.register import Register
from gavah.web.application import Answer, Overtaken
from gavah.web.asking import newest_about
from gavah.web.pages import Visit
from gavah.web.plain import said_words
from gavah.web.values import value_of
from gavah.web.views.incident import concerned

Form = dict[str, Any]
_LONGEST_NAME = 200


def judge(visit: Visit, form: Form) -> Answer:
    """Keep one judgement, unless someone judged the same meanwhile."""
    verb = str(form.get("verb", ""))
    if verb not in VERBS:
        raise WrongUsage(f"{verb!r} is no verb of a judgement; these are: {', '.join(VERBS)}")
    targets = _targets(form)
    by = named(visit, form)
    because = str(form.get("because") or "").strip()
    register = visit.register
    with register.together():
        if verb not in ("undo", "add"):  # an addition takes nobody's place
            _refuse_overtaken(register, targets, form)
        value = form["value"] if "value" in form else value_of(verb, form)
        judgement = register.judge(verb, targets, value, by=by, because=because)
    said = f"{said_words(verb)} (judgement {judgement.seq}, by {by})"
    return Answer(to=next_page(form), said=said, seq=judgement.seq)


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
    """The name under which this session judges; asked for once."""
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
    said = f"{len(linked.incidents)} incidents, {len(linked.persons)} persons"
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
    visit.web.sessions.close(visit.session)
    return Answer(to="/", said="closed")


ACTIONS: dict[str, Callable[[Visit, Form], Answer]] = {
    "/judge": judge, "/name": name, "/link": link, "/reveal": reveal, "/cover": cover,
    "/close": close,
}  # fmt: skip
