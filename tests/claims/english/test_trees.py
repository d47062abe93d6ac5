from hypothesis import given, settings
from spacy.tokens import Doc as Parsed
from threadpoolctl import threadpool_info

from gavah.claims.english.copying import copied
from gavah.claims.english.folding import Fold
from gavah.claims.english.syntax import load, parse, parse_document
from gavah.claims.english.trees import Doc
from tests.strategies import texts

REPORTS = (
    "Police shot dead two men in Karaj, said a nurse who asked not to be named. Nobody was charged.",
    "The toll, which the ministry had put at 12, rose to 15 on Friday: three of the hurt died.",
    "FIVE KILLED, 20 HURT IN BLAST NEAR SCHOOL",
    "he was , the widow said , taken from the shop at dawn and held at a post in the hills .",
)


def parsed(text: str) -> Parsed:
    nlp = load()
    return next(iter(nlp.pipe([nlp.make_doc(text)])))


def test_a_copied_tree_says_of_each_word_what_the_parser_says() -> None:
    for text in REPORTS:
        tree = parsed(text)
        doc = Doc(tree.text, *copied(tree, Fold(tree, list(range(len(tree))), {}, {})))
        assert doc.text == tree.text
        assert [(s.start, s.end) for s in doc.sents] == [(s.start, s.end) for s in tree.sents]
        for ours, theirs in zip(doc, tree, strict=True):
            for name in ("i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "is_space", "whitespace_"):  # fmt: skip
                assert getattr(ours, name) == getattr(theirs, name)
            assert len(ours) == len(theirs)
            for name in ("children", "lefts", "rights", "ancestors", "subtree"):
                assert [t.i for t in getattr(ours, name)] == [t.i for t in getattr(theirs, name)]
            for name in ("head", "left_edge", "right_edge"):
                assert getattr(ours, name).i == getattr(theirs, name).i
            assert (ours.sent.start, ours.sent.end) == (theirs.sent.start, theirs.sent.end)
            assert [ours.is_ancestor(one) for one in doc] == [theirs.is_ancestor(o) for o in tree]


@settings(max_examples=60, deadline=None)
@given(texts(min_size=1))
def test_every_word_of_any_text_is_in_one_sentence_and_hangs_on_a_word_of_it(text: str) -> None:
    for paragraph in parse_document(load(), text, [(0, len(text))]):
        doc = paragraph.doc
        assert [token for sentence in doc.sents for token in sentence] == list(doc)
        for token in doc:
            assert doc[token.i] is token
            assert token.head.sent is token.sent
            assert token is token.head or token in token.head.children


def test_blanks_hang_on_the_word_before_them_and_change_no_tree() -> None:
    (tight,) = parse(load(), [REPORTS[0]])
    (wide,) = parse(load(), ["  " + REPORTS[0].replace(" ", "   ")])
    kept = [token for token in wide if not token.is_space]
    assert [t.text for t in kept] == [t.text for t in tight]
    assert [t.head.text for t in kept] == [t.head.text for t in tight]
    assert [t.dep_ for t in kept] == [t.dep_ for t in tight]
    for token in wide[1:]:
        if token.is_space:
            assert token.head is wide[token.i - 1]


def test_parsing_leaves_the_hosts_own_threads_as_they_were() -> None:
    load()
    before = [(one["filepath"], one["num_threads"]) for one in threadpool_info()]
    parse(load(), list(REPORTS))
    assert [(one["filepath"], one["num_threads"]) for one in threadpool_info()] == before
