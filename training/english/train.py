"""Train gavah's English syntax: tags, morphology, lemmas, dependency trees, sentence boundaries.

    python training/english/train.py --treebanks DIR --out DIR [--steps N]

DIR holds `en_ewt-ud-{train,dev,test}.conllu.gz` and `en_gum-free-{train,dev,test}.conllu.gz`
(README.md beside this file says where they come from). One thread, fixed seed. The trained
pipeline is left in OUT/model-best; `pack.py` makes the package data of it.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import spacy
from domain import capitals, sentences, title_case
from prepare import Tree, document, paragraphs
from spacy.tokens import DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config, load_model_from_config

HERE = Path(__file__).parent
TREEBANKS = ("en_ewt-ud", "en_gum-free")
SEED = 7
DOMAIN = 1500
"""Sentences of our own; some 26,000 words beside 307,000 of the treebanks."""
CAPITALS = TITLES = 0.02
"""Share of treebank sentences also given in capitals, and in title case."""


def prepared(treebanks: Path, out: Path) -> dict[str, Path]:
    """Write the training, development and test documents; give their files by split."""
    vocab = spacy.blank("en").vocab
    files: dict[str, Path] = {}
    for split in ("train", "dev", "test"):
        docs = []
        for treebank in TREEBANKS:
            of_one = [
                document(vocab, group)
                for group in paragraphs(treebanks / f"{treebank}-{split}.conllu.gz")
            ]
            files[f"{treebank}-{split}"] = out / f"{treebank}-{split}.spacy"
            DocBin(docs=of_one).to_disk(files[f"{treebank}-{split}"])
            docs += of_one
        if split == "train":
            docs += [document(vocab, group) for group in _added(treebanks)]
        random.Random(SEED).shuffle(docs)  # noqa: S311
        files[split] = out / f"{split}.spacy"
        DocBin(docs=docs).to_disk(files[split])
    return files


def _added(treebanks: Path) -> Iterator[list[Tree]]:
    """Our own sentences, one to three a paragraph, and sentences set as headlines are."""
    chance = random.Random(SEED)  # noqa: S311
    own = sentences("train", DOMAIN, SEED)
    while own:
        size = chance.choice((1, 1, 2, 3))
        if not own[0].forms[-1].endswith("."):
            size = 1  # a headline stands alone
        group, own = own[:size], own[size:]
        yield group
    for treebank in TREEBANKS:
        for group in paragraphs(treebanks / f"{treebank}-train.conllu.gz"):
            for tree in group:
                draw = chance.random()
                if draw < CAPITALS:
                    yield [capitals(tree)]
                elif draw < CAPITALS + TITLES:
                    yield [title_case(tree)]


def main() -> None:
    """Read the arguments, prepare, train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=8100)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    files = prepared(given.treebanks, given.out)
    overrides = {
        "paths.train": str(files["train"]),
        "paths.dev": str(files["dev"]),
        "training.max_steps": given.steps,
        "training.optimizer.learn_rate.total_steps": given.steps + 150,
    }
    config = load_config(HERE / "syntax.cfg", overrides=overrides, interpolate=False)
    filled = load_model_from_config(config, auto_fill=True).config
    nlp = init_nlp(filled)
    train(nlp, given.out)


if __name__ == "__main__":
    main()
