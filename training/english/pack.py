"""Turn a trained pipeline into gavah's package data: one file, weights in half precision.

    python training/english/pack.py OUT/model-best src/gavah/claims/english/pipeline

Half precision costs nothing measurable and halves the file; the loader widens the weights again.
"""

import sys
from pathlib import Path

import numpy
import spacy
import srsly  # type: ignore[import-untyped]
from spacy.language import Language


def _halved(layer: bytes) -> bytes:
    model = srsly.msgpack_loads(layer)
    model["params"] = [
        {
            name: value.astype(numpy.float16) if getattr(value, "dtype", None) == "f4" else value
            for name, value in node.items()
        }
        for node in model["params"]
    ]
    packed: bytes = srsly.msgpack_dumps(model)
    return packed


def pack(nlp: Language, out: Path) -> Path:
    """Write `syntax.msgpack` (weights, strings, tokenizer) and `syntax.cfg` (architecture)."""
    parts = srsly.msgpack_loads(nlp.to_bytes())
    for name in nlp.pipe_names:
        component = srsly.msgpack_loads(parts[name])
        component["model"] = _halved(component["model"])
        parts[name] = srsly.msgpack_dumps(component)
    out.mkdir(parents=True, exist_ok=True)
    config = nlp.config.copy()
    for section in ("corpora", "training", "initialize", "paths", "pretraining"):
        config.pop(section, None)
    (out / "syntax.cfg").write_text(config.to_str(), encoding="utf-8")
    packed = out / "syntax.msgpack"
    packed.write_bytes(srsly.msgpack_dumps(parts))
    return packed


if __name__ == "__main__":
    written = pack(spacy.load(sys.argv[1]), Path(sys.argv[2]))
    print(f"{written}: {written.stat().st_size / 1e6:.2f} MB")
