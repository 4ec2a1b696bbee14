"""Whatever a file holds, shaping and checking end with findings and never with an exception."""

import contextlib
import copy
import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.checks.run import check_library
from wwis_evidence.documents import LayoutError, canonical, emit, read
from wwis_evidence.files import MODELS
from wwis_evidence.frameworks import shipped_framework
from wwis_evidence.library import build_library
from wwis_evidence.places import place_of
from wwis_evidence.records import shape
from wwis_evidence.reports.answers import rate_answer
from wwis_evidence.reports.explanation import rating_report
from wwis_evidence.reports.findings import Checked, text
from wwis_evidence.reports.text import ratings_report
from wwis_evidence.sources import folder

BASE = Path(__file__).parent.parent / "cases/base"
# A seed cannot be made simpler, so no time is spent on trying.
FROM_SEEDS = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "phases": (Phase.explicit, Phase.reuse, Phase.generate),
}
AS_OF = date(2026, 11, 21)
PAIRS = dict(folder(BASE))
PAIRS["reviews/early-talk/panel.yaml"] = (
    b"schema: 1\nkind: panel\ndate: 2026-02-01\nreviewers: [R01, R02, R03, R04]\n"
    b"absent: [{reviewer: R04, because: Unwell.}]\n"
)
PAIRS["reviews/early-talk/reply.yaml"] = b"schema: 1\nkind: reply\nby: A\ndate: 2026-05-02\ntext: B\n"
PAIRS["reviews/early-talk/appeal.yaml"] = (
    b"schema: 1\nkind: appeal\nby: A\ndate: 2026-05-03\ngrounds: B\noutcome: upheld\nsets_aside: [R01]\n"
    b"because: C\ndecided_by: R09\n"
)
PAIRS["reviews/early-talk/moderation.yaml"] = (
    b"schema: 1\nkind: moderation\nmoderator: R09\ndate: 2026-04-01\ndigest: sha256:" + b"0" * 64 + b"\n"
    b"indicators: {strength-of-evidence: {bar: good, because: A}}\n"
)
PAIRS["vocabulary.yaml"] = (
    b"schema: 1\nkind: vocabulary\nglossary:\n  title: A\n  introduction: [B]\n"
    b'  source: {title: C, url: "https://example.org"}\n'
    b"  terms: [{id: walk, label: WALK, full: way to school, words: D, points: [E]}]\n"
)
EXCEPTION = b"code: no-limits, field: limits, because: A, until: 2027-01-01"
PAIRS["casestudies/walking-bus.yaml"] += b"exceptions: [{" + EXCEPTION + b"}]\n"
PAIRS["library.yaml"] += b"exceptions: [{file: casestudies/early-talk.yaml, " + EXCEPTION + b"}]\n"
PAIRS["framework.yaml"] = shipped_framework().raw
ONE_OF_EACH = sorted({place_of(path).kind: path for path in PAIRS}.values())
ODD = [
    None,
    True,
    False,
    0,
    -1,
    10**39,
    1e308,
    -0.0,
    "",
    " ",
    "x" * 30_000,
    "not-stated",
    "none",
    "ongoing",
    "not-seen",
    "\x1b[31m",
    "</title><script>",
    "{key}",
    "2024-02-30",
    "2024",
    2024,
    [],
    {},
    [[]],
    [{}],
    {"": ""},
    {"id": "a"},
    {"all_of": []},
    {"at_least": {"n": 1, "of": "all"}},
    "R01",
    "early-talk",
    "superseded_by",
    "a" * 81,
    "a-b",
    "%s",
]


def deep(levels):
    value = {}
    for _ in range(levels):
        value = {"all_of": [value]} if levels % 2 else {"a": value}
    return value


ODD += [deep(5), deep(20), ["x"] * 1001, {f"k{n}": n for n in range(300)}]


def odd(rng):
    return copy.deepcopy(rng.choice(ODD))


def spots(data, path=()):
    yield path
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from spots(value, (*path, key))


def mutate(data, rng):
    """Change a file's data in a few places: drop, replace, add, repeat or exchange."""
    for _ in range(rng.choice((1, 1, 2, 4))):
        path = rng.choice(list(spots(data)))
        if not path:
            continue
        around = data
        for step in path[:-1]:
            around = around[step]
        last = path[-1]
        match rng.randrange(5):
            case 0:
                del around[last]
            case 1 | 2:
                around[last] = odd(rng)
            case 3 if isinstance(around, dict):
                around[rng.choice(("", "x", "*", "a" * 90, "schema ", "\u202e", "id", "source"))] = odd(rng)
            case 3:
                around.insert(0, odd(rng))
            case 4:
                others = list(spots(data))
                value = data
                for step in rng.choice(others):
                    value = value[step]
                around[last] = value if not isinstance(value, dict | list) else copy.deepcopy(value)
    return data


def checked(path, raw):
    """Check, rate and report a library with one file in another form; everything known must hold."""
    library = build_library({**PAIRS, path: raw}.items())
    findings = check_library(library, AS_OF)
    for finding in findings:
        assert finding.code in catalogue()
        assert finding.line >= 1
        assert finding.column >= 1
        assert finding.message.isprintable()
        assert finding.hint.isprintable()
    text.report(Checked.of(library, findings))
    if library.framework_usable:
        ratings = library.ratings(AS_OF)
        rate_answer(ratings, library, AS_OF)
        ratings_report(ratings, library)
        for rating in ratings:
            rating_report(rating, library)
    return findings


@pytest.mark.parametrize("path", ONE_OF_EACH)
@settings(max_examples=40, **FROM_SEEDS)
@given(seed=st.integers(0, 2**32))
def test_changed_data_of_every_kind_gives_findings_and_no_exception(path, seed):
    rng = random.Random(seed)
    data = mutate(read(PAIRS[path]).data, rng)
    kind = place_of(path).kind
    if kind != "framework":
        shape(data, MODELS[kind])
    try:
        raw = emit(data, {})
    except (LayoutError, ValueError):
        return
    checked(path, raw)


@pytest.mark.parametrize("path", ONE_OF_EACH)
@settings(max_examples=15, **FROM_SEEDS)
@given(raw=st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_in_any_file_give_findings_and_no_exception(path, raw):
    assert checked(path, raw) or raw.strip()


@pytest.mark.parametrize("path", ONE_OF_EACH)
@settings(max_examples=25, **FROM_SEEDS)
@given(seed=st.integers(0, 2**32))
def test_a_file_cut_and_stirred_as_text_gives_findings_and_no_exception(path, seed):
    rng = random.Random(seed)
    raw = bytearray(PAIRS[path])
    for _ in range(rng.randint(1, 6)):
        at, size = rng.randrange(len(raw)), rng.randrange(1, 40)
        match rng.randrange(4):
            case 0:
                del raw[at : at + size]
            case 1:
                raw[at:at] = rng.choice(
                    (b"\t", b"\n", b": ", b"- ", b"&a ", b"*a", b"{", b"]", b"'", b"\xff", b"#", b"\x00")
                )
            case 2:
                raw[at:at] = raw[at : at + size]
            case 3:
                raw = raw[: max(at, 1)]
        if not raw:
            break
    checked(path, bytes(raw))
    with contextlib.suppress(LayoutError):
        canonical(bytes(raw), {})


def test_the_data_that_is_changed_is_valid_before():
    library = build_library(PAIRS.items())
    assert {f.code for f in check_library(library, AS_OF)} <= {
        "appeal-own-decision",
        "exception-unused",
        "moderation-not-counting",
        "review-not-counting",
    }
    assert len(ONE_OF_EACH) == len(MODELS) + 1
