"""Builds resources/**/*.yaml into src/gavah/resources/**/*.json, which installs with gavah.

python tools/build_resources.py            build
python tools/build_resources.py --check    exit 1 when the built form differs
"""

import json
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent


def built(source: Path) -> str:
    """The JSON of one YAML file: keys in the file's order, a line break at the end."""
    loaded = yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return json.dumps(loaded, ensure_ascii=False, indent=0, default=str) + "\n"


def main() -> int:
    """Build, or compare with --check."""
    differs = 0
    for source in sorted((ROOT / "resources").rglob("*.yaml")):
        within = source.relative_to(ROOT / "resources").with_suffix(".json")
        target = ROOT / "src" / "gavah" / "resources" / within
        fresh = built(source)
        if target.exists() and target.read_text(encoding="utf-8") == fresh:
            continue
        differs += 1
        print(f"{target.relative_to(ROOT)} differs from {source.relative_to(ROOT)}")
        if "--check" not in sys.argv:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(fresh, encoding="utf-8")
    return 1 if differs and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
