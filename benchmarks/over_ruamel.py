"""What somebody may write in an afternoon: pydantic models over what ruamel.yaml loads, file by file.

The models are our own, so that it checks the same shape as we do. Positions, references between files, rules
and ratings are not part of it.

    python benchmarks/over_ruamel.py FOLDER [--pure]      prints how many files do not fit
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import YAMLError

from wwis_evidence.records import CaseStudy, Review

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.records import Record


class Constructor(SafeConstructor):
    """Leaves dates as the text that they are written as; the models ask for text."""


Constructor.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def faults(folder: Path, *, pure: bool) -> Iterator[tuple[Path, str]]:
    """Every file that cannot be read or does not fit its model, and why."""
    yaml = YAML(typ="safe", pure=pure)
    yaml.Constructor = Constructor
    for name, model in (("casestudies", CaseStudy), ("reviews", Review)):
        for path in sorted((folder / name).glob("*.yaml")):
            try:
                _fits(model, yaml.load(path.read_bytes()))
            except (YAMLError, ValidationError) as error:
                yield path, str(error)


def _fits(model: type[Record], data: object) -> None:
    model.model_validate(data)


def main() -> int:
    """Print each file that does not fit; the status says whether there was one."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pure", action="store_true", help="without libyaml")
    options = parser.parse_args()
    found = list(faults(options.folder, pure=options.pure))
    for path, why in found:
        print(path.name, why)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
