"""The same records before the checks in Python and before those of the form, as plain rows to be compared."""

import json
import sys
from functools import cache
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "cases"))
from case_folders import AS_OF, BASE, HERE, library_in, overlaid

from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.checks.run import check_library
from wwis_evidence.documents import LayoutError, emit, read
from wwis_evidence.files import MODELS
from wwis_evidence.library import build_library
from wwis_evidence.places import place_of
from wwis_evidence.publish.forms import form_files
from wwis_evidence.records import key_order

RESTS_ON = ("library.yaml", "framework.yaml")
NO_FORM = ("settings", "framework")


def driving(pairs):
    """The two data files of a library's forms, for the script."""
    made = form_files(build_library(pairs))
    data, areas = (json.loads(made[f"add/form-{name}.json"]) for name in ("data", "areas"))
    return {"data": data, "areas": areas}


def whole_numbers(data):
    """Data as JavaScript reads it: it knows one sort of number, so that 2.0 is 2."""
    if isinstance(data, dict):
        return {key: whole_numbers(value) for key, value in data.items()}
    if isinstance(data, list):
        return [whole_numbers(value) for value in data]
    return int(data) if isinstance(data, float) and data.is_integer() else data


def kind_of(path):
    place = place_of(path)
    return place.kind if place and place.kind not in NO_FORM else None


def laid_out(record, kind):
    """A record as its file, or None where no file can hold it."""
    try:
        return emit(record, key_order(MODELS[kind]))
    except LayoutError:
        return None


def found_by_python(path, raw, rests_on):
    """What `check` says of a file that stands alone, of the checks that a form runs."""
    findings = check_library(build_library([*rests_on, (path, raw)]), AS_OF)
    return sorted(
        [f.code, f.severity, f.field, f.message, f.hint]
        for f in findings
        if f.path == path and catalogue()[f.code].in_form
    )


def asked_of_the_form(path, record):
    """One question to the form's check, as plain data."""
    slug = place_of(path).slug
    context = {"kind": kind_of(path), "slug": slug, "asOf": AS_OF.isoformat(), "path": path}
    return {"record": record, **context}


def case_folders():
    """Every folder of cases, with what of it every file rests on."""
    bad = sorted(path.parent for path in (HERE / "bad").rglob("expected.yaml"))
    return [BASE, *sorted((HERE / "ok").iterdir()), *bad]


@cache
def case_files(folder, target):
    """Each file of a case that a form could have written: path, bytes, and what it rests on."""
    files = library_in(overlaid(folder, target)).files
    rests_on = tuple((path, files[path].raw) for path in RESTS_ON if path in files)
    own = {path.relative_to(folder).as_posix() for path in folder.rglob("*.yaml")}
    return [
        (path, file.raw, rests_on)
        for path, file in files.items()
        if path in own and kind_of(path) and file.raw and not read(file.raw).problems
    ]
