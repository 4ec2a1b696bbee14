"""``in_form`` marks the checks that one file decides, so that a form for that file can run them.

What is marked is worked out from the cases: each file at fault is checked with nothing beside it but what
every file of a library rests on.
"""

import pytest
from case_folders import AS_OF, BASE, HERE, library_in, overlaid

from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.checks.run import check_library
from wwis_evidence.library import build_library
from wwis_evidence.places import place_of

RESTS_ON = ("library.yaml", "framework.yaml")
NO_FORM = ("settings", "framework", "vocabulary")
"""Nobody fills these in by a form."""
YAML_FAMILY = "file and YAML"
BUS = "casestudies/walking-bus.yaml"


def codes_alone(files, path):
    """The codes that a file gives for itself, in a library with no other file."""
    pairs = [(name, files[name].raw) for name in (*RESTS_ON, path) if name in files]
    return {f.code for f in check_library(build_library(pairs), AS_OF) if f.path == path}


def has_form(path):
    place = place_of(path)
    return place is not None and place.kind not in NO_FORM


@pytest.fixture(scope="module")
def decided_alone(tmp_path_factory):
    """Codes that a file at fault gives alone, without those that a file without fault gives alone too."""
    folder = tmp_path_factory.mktemp("cases")
    found, of_others = set(), set()
    for case in sorted(path.parent for path in (HERE / "bad").rglob("expected.yaml")):
        code = case.relative_to(HERE / "bad").parts[0]
        files = library_in(overlaid(case, folder / "bad" / case.relative_to(HERE))).files
        for path in [path for path in files if has_form(path) and files[path].raw]:
            if code in codes_alone(files, path):
                found.add(code)
    for good in (BASE, *(HERE / "ok").iterdir()):
        files = library_in(overlaid(good, folder / "ok" / good.name)).files
        for path in filter(has_form, files):
            of_others |= codes_alone(files, path)
    long = (BASE / BUS).read_bytes().replace(b"One school only.", b"long " * 4001 + b"end")
    found |= {"text-too-long"} & {f.code for f in check_library(build_library([(BUS, long)]), AS_OF)}
    return found - of_others


def test_a_check_is_marked_where_the_file_at_fault_gives_it_alone_and_only_there(decided_alone):
    marked = {code for code, check in catalogue().items() if check.in_form}
    fitting = {code for code in decided_alone if catalogue()[code].family != YAML_FAMILY}
    assert sorted(marked - fitting) == []
    assert sorted(fitting - marked) == []


def test_what_needs_another_file_or_no_form_is_not_marked(decided_alone):
    for code in ("unknown-reviewer", "unknown-case-study", "copied-reason", "unknown-evidence"):
        assert code not in decided_alone, code
    assert not any(check.in_form for check in catalogue().values() if check.family == YAML_FAMILY)
