"""Train gavah's English syntax: tags, morphology, lemmas, dependency trees, sentence boundaries.

    python training/english/train.py --treebanks DIR --out DIR [--steps N]

DIR holds `en_ewt-ud-{train,dev,test}.conllu.gz` and `en_gum-free-{train,dev,test}.conllu.gz`
(README.md beside this file says where they come from). One thread, fixed seed. The trained
pipeline is left in OUT/model-best; `pack.py` makes the package data of it.
"""

import argparse
import random
from pathlib import Path

import spacy
from prepare import document, paragraphs
from spacy.tokens import DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config, load_model_from_config

HERE = Path(__file__).parent
TREEBANKS = ("en_ewt-ud", "en_gum-free")
SEED = 7


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
        random.Random(SEED).shuffle(docs)  # noqa: S311
        files[split] = out / f"{split}.spacy"
        DocBin(docs=docs).to_disk(files[split])
    return files


def main() -> None:
    """Read the arguments, prepare, train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=5400)
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
