"""Shares that several machines worked out make, byte for byte, the answer that one machine gives."""

import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from cli_runs import one_line
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

import wwis_evidence
from wwis_evidence.checking import Checking, entries_by_case
from wwis_evidence.checks.run import check_library
from wwis_evidence.findings import Problem
from wwis_evidence.library import build_library
from wwis_evidence.reports.answers import check_answer, items_answer, rate_answer
from wwis_evidence.reports.findings import Checked
from wwis_evidence.reports.safe import json_text
from wwis_evidence.shards import (
    CannotMergeError,
    NotAShardError,
    Shard,
    merge,
    parse_shard,
    shard_of_check,
    shard_of_ratings,
)
from wwis_evidence.shards.write import seal_of
from wwis_evidence.sources import folder

AS_OF = date(2026, 11, 21)
DAY = ("--as-of", "2026-11-21")
ROOT = Path(__file__).parents[2]
BASE = dict(folder(Path(__file__).parent.parent / "cases/base"))
STARTER = dict(folder(Path(wwis_evidence.__file__).parent / "starter"))
BUS, REVIEW = "casestudies/walking-bus.yaml", "reviews/early-talk/R03.yaml"
NUMBER = "07700 900123"
COMMANDS = ("check", "rate")


class Held(NamedTuple):
    """A file that is there without a folder."""

    path: str
    held: bytes | Problem

    def content(self):
        return self.held


def entries(pairs):
    return [Held(path, content) for path, content in sorted(pairs.items())]


def share(command, pairs, shard):
    """What a machine writes of its share."""
    shared, of_cases = entries_by_case(entries(pairs))
    if command == "check":
        return json_text(shard_of_check(shared, of_cases, shard, AS_OF), indent=None)
    own = {slug: held for slug, held in of_cases.items() if shard.holds(slug)} | {"": shared}
    library = build_library(pair for held in own.values() for pair in held)
    return json_text(shard_of_ratings(own, library, shard, AS_OF), indent=None)


def shares(command, pairs, of):
    return [share(command, pairs, Shard(number, of)) for number in range(1, of + 1)]


def together(texts, pairs):
    """The answer that some files make, and whether there are errors."""
    files = {f"{number}.json": parse_shard(text.encode()) for number, text in enumerate(texts)}
    merged = merge(files, entries(pairs))
    errors = any(finding.severity == "error" for finding in merged.answer.findings)
    if merged.items is None:
        return answered(merged.answer, pairs), errors
    return json_text(items_answer(merged.items, merged.common.framework, merged.as_of)), errors


def alone(command, pairs):
    """The answer of a single machine, and whether there are errors."""
    answer = Checking(entries(pairs), AS_OF).answer()
    errors = any(finding.severity == "error" for finding in answer.findings)
    if command == "check":
        return answered(answer, pairs), errors
    library = build_library(pairs.items())
    assert tuple(answer.findings) == check_library(library, AS_OF)
    return json_text(rate_answer(library.ratings(AS_OF), library, AS_OF)), errors


def answered(answer, pairs):
    counts = answer.case_studies, answer.reviews
    return json_text(check_answer(Checked(answer.findings, pairs, *counts, excused=answer.excused)))


# What shows in one case, between two, in the library's own files, and what is nobody's business.


def first(pairs, folder="casestudies/"):
    return next((path for path in sorted(pairs) if path.startswith(folder) and path.count("/") == 1), None)


def put(pairs, path, old, new):
    if path in pairs:
        pairs[path] = pairs[path].replace(old.encode(), new.encode())


def a_copy(pairs):
    pairs["casestudies/aa-copy.yaml"] = pairs[first(pairs)]


def a_near_copy(pairs):
    pairs["casestudies/zz-copy.yaml"] = re.sub(rb"(?m)^title: .*", b"title: Another", pairs[first(pairs)])


def orphans(pairs):
    del pairs[first(pairs)]


def a_stranger(pairs):
    pairs[first(pairs)] += b"changes:\n  - date: 2026-01-01\n    type: supersession\n    summary: So.\n"
    pairs[first(pairs)] += b"    superseded_by: front-dor\n"


def a_number(pairs):
    put(pairs, first(pairs), "title: ", f"title: Ring {NUMBER} or ")


def a_number_elsewhere(pairs):
    a_number(pairs)
    pairs["casestudies/mm-copy.yaml"] = pairs[first(pairs)].replace(b"theme:", f'"{NUMBER}":'.encode())


def exceptions(pairs):
    pairs["library.yaml"] = (
        pairs.get("library.yaml", b"schema: 1\n")
        + f"""
exceptions:
  - file: {first(pairs)}
    code: summary-hard-to-read
    because: It is read by staff; ring {NUMBER}.
    until: 2027-01-01
  - file: casestudies/no-such.yaml
    code: no-limits
    because: None.
    until: 2027-01-01
  - file: {first(pairs)}
    code: no-such-code
    because: None.
    until: 2020-01-01
""".encode()
    )


def no_yaml(pairs):
    pairs[first(pairs)] = b"title: [\n"


def no_register(pairs):
    pairs.pop("reviews/reviewers.yaml", None)


def out_of_place(pairs):
    pairs["casestudies/Not A Name.yaml"] = b"x"
    pairs["reviews/nobody/R01.yaml"] = b"schema: 1\n"


def unreadable(pairs):
    pairs[first(pairs)] = Problem("file-not-regular", values={"what": "a link", "expected": "a file"})


SLIPS = [
    a_copy, a_near_copy, a_stranger, a_number_elsewhere, a_number, exceptions, no_register, out_of_place,
    orphans, unreadable, no_yaml,
]  # fmt: skip
SLUGS = sorted({path.split("/")[1].removesuffix(".yaml") for path in STARTER if path.count("/") == 1} - {""})


@st.composite
def libraries(draw):
    slugs = draw(st.sets(st.sampled_from([slug for slug in SLUGS if slug != "reviewers"]), max_size=4))
    pairs = {
        path: content
        for path, content in STARTER.items()
        if path.count("/") == 0
        or path == "reviews/reviewers.yaml"
        or path.split("/")[1].removesuffix(".yaml") in slugs
    }
    chosen = draw(st.sets(st.sampled_from(SLIPS), max_size=4))
    for slip in SLIPS:
        if slip in chosen and isinstance(pairs.get(first(pairs)), bytes):
            slip(pairs)
    return pairs


@pytest.mark.parametrize("command", COMMANDS)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(pairs=libraries(), of=st.integers(1, 9), rng=st.randoms())
def test_shares_of_any_library_make_the_answer_of_one_machine(command, pairs, of, rng):
    texts = shares(command, pairs, of)
    rng.shuffle(texts)
    assert together(texts, pairs) == alone(command, pairs)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_slip_is_found_alike_in_shares(command):
    """Each kind of slip once for certain, with more shares than cases."""
    for slip in SLIPS:
        pairs = dict(BASE)
        slip(pairs)
        expected = alone(command, pairs)
        assert together(shares(command, pairs, 5), pairs) == expected, slip
        if command == "check":
            assert expected[0] != alone(command, BASE)[0], slip


def test_a_case_belongs_to_one_share_by_its_name_alone_and_shares_are_even():
    names = [f"case-{number}" for number in range(5000)]
    for of in (1, 2, 3, 8):
        sizes = [sum(Shard(number, of).holds(name) for name in names) for number in range(1, of + 1)]
        assert sum(sizes) == 5000
        assert max(sizes) < 1.1 * 5000 / of, sizes
    # Files of shares would not fit together if this changed from one version to the next without a word.
    assert [next(i for i in range(1, 5) if Shard(i, 4).holds(name)) for name in names[:8]] == [
        4, 3, 4, 4, 4, 1, 2, 3,
    ]  # fmt: skip


def test_a_share_reads_its_own_files_and_those_that_all_rest_on():
    read = []

    class Noted(Held):
        def content(self):
            read.append(self.path)
            return self.held

    shared, of_cases = entries_by_case([Noted(*entry) for entry in entries(STARTER)])
    shard_of_check(shared, of_cases, Shard(2, 4), AS_OF)
    own = {entry.path for slug, held in of_cases.items() if Shard(2, 4).holds(slug) for entry in held}
    assert set(read) == own | {entry.path for entry in shared}
    assert 0 < len(own) < len(STARTER) / 2


def test_what_may_be_about_a_person_is_in_no_share_and_stays_out_of_the_answer():
    pairs = dict(BASE)
    put(pairs, BUS, "limits: One", f"limits: Ring {NUMBER} now. One")
    put(pairs, REVIEW, "reviewer: R03", f'reviewer: "{NUMBER}"')
    for command in COMMANDS:
        (text,) = shares(command, pairs, 1)
        assert NUMBER not in text
        case = json.loads(text)["cases"]["walking-bus"]
        assert case["outcome"] is None
        answer, _ = together([text], pairs)
        assert NUMBER not in answer
        for text in shares(command, pairs, 3):
            assert NUMBER not in text
    assert "(not shown)" in together(shares("check", pairs, 3), pairs)[0]


# Files that do not belong together.


def refused(texts, pairs=BASE):
    with pytest.raises(CannotMergeError) as raised:
        together(texts, pairs)
    return str(raised.value)


@pytest.fixture(scope="module")
def three():
    return shares("rate", BASE, 3)


def test_missing_and_repeated_shares_are_told(three):
    assert refused(three[:2]) == "there is no share 3/3"
    assert refused([*three, three[0]]) == "0.json and 3.json are both share 1/3"
    assert refused([three[0], three[0]]) == "0.json and 1.json are both share 1/3; there is no share 2/3, 3/3"
    assert "of so many shares: 3, but 1.json 2" in refused([three[0], share("rate", BASE, Shard(2, 2))])
    assert "of the command rate, but 1.json check" in refused([three[0], share("check", BASE, Shard(2, 3))])


def resealed(text, alter):
    stated = json.loads(text)
    alter(stated)
    return json.dumps({**stated, "seal": seal_of(stated)})


def test_shares_of_another_day_or_program_are_told(three):
    later = resealed(three[1], lambda stated: stated.update(as_of="2026-11-22"))
    assert "of the day 2026-11-21, but 1.json 2026-11-22" in refused([three[0], later, three[2]])
    other = resealed(three[1], lambda stated: stated.update(program="0.2.0"))
    assert refused([three[0], other, three[2]]).startswith("1.json was made by another version")


@pytest.mark.parametrize("path", ["library.yaml", "reviews/reviewers.yaml", "framework.yaml"])
def test_shares_made_with_another_of_the_files_that_all_rest_on_are_told(three, path):
    told = refused(three, {**BASE, path: BASE.get(path, b"") + b"# a word\n"})
    assert told.count(f"was made with another {path} than is here") == 3


def test_shares_of_other_cases_are_told(three):
    changed = {**BASE, BUS: BASE[BUS] + b"# a word\n"}
    assert "was made from other files than are here, of walking-bus" in refused(three, changed)
    more = {**BASE, "casestudies/one-more.yaml": b"x"}
    assert "lacks cases that are here: one-more" in refused(three, more)
    fewer = {path: content for path, content in BASE.items() if path != BUS}
    assert "holds cases that are not its own or not here: walking-bus" in refused(three, fewer)


def test_a_case_in_two_shares_is_told(three):
    case = {"files": "", "outcome": None, "item": None}
    both = [resealed(text, lambda stated: stated["cases"].setdefault("walking-bus", case)) for text in three]
    assert refused(both).count("holds cases that are not its own or not here: walking-bus") == 2


@pytest.mark.parametrize(
    ("old", "new"), [("2026", "2025"), ("shard", "shared"), ("null", "true"), ("1", "2")]
)
def test_any_change_of_a_share_is_told(three, old, new):
    for text in three:
        assert old in text
        with pytest.raises(NotAShardError, match=r"altered|no share|not of schema"):
            parse_shard(text.replace(old, new).encode())
        with pytest.raises(NotAShardError, match="cut off"):
            parse_shard(text[: len(text) // 2].encode())


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"a":' * 100_000, "not JSON"),
        (b'{"kind": "shard", "schema": 1, "seal": NaN}', "not JSON"),
        (b'{"kind": "shard", "schema": 1, "seal": ' + b"9" * 100_000 + b"}", "not JSON"),
        (b'{"kind": "\\ud800"}', "not JSON"),
        (b"[]", "no share"),
        (b"null", "no share"),
        (b'{"schema": 1, "findings": []}', "no share"),
        (b'{"kind": "shard", "schema": 2}', "not of schema 1"),
        (b'{"kind": "shard", "schema": 1}', "altered"),
        (b'{"kind": "shard", "schema": 1, "seal": {"seal": 1}}', "altered"),
    ],
)
def test_what_is_no_share_is_refused_with_the_reason(raw, reason):
    with pytest.raises(NotAShardError, match=reason):
        parse_shard(raw)


def test_a_share_larger_than_any_is_refused(monkeypatch):
    monkeypatch.setattr("wwis_evidence.shards.read.MAX_BYTES", 10)
    with pytest.raises(NotAShardError, match="larger than 10 bytes"):
        parse_shard(b" " * 11)


JUNK = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=3)
    | st.just([])
    | st.just({})
    | st.just([[]])
)


def spots(value, path=()):
    yield path
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from spots(inner, (*path, key))


FAULTY = {**BASE}
a_near_copy(FAULTY)
a_stranger(FAULTY)


@pytest.fixture(scope="module")
def sealed():
    """A library with findings in one share, and every spot in what the share holds of its cases."""
    (text,) = shares("check", FAULTY, 1)
    assert "superseded_by" in text
    return text, [path for path in spots(json.loads(text)) if path]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), junk=JUNK)
def test_a_share_that_was_forged_ends_in_a_refusal_or_an_answer(sealed, data, junk):
    text, paths = sealed
    *way, last = data.draw(st.sampled_from(paths))

    def alter(stated):
        around = stated
        for step in way:
            around = around[step]
        around[last] = junk

    forged = resealed(text, alter)
    with suppress(NotAShardError, CannotMergeError):
        together([forged], FAULTY)


# The commands.


@pytest.fixture
def library(tmp_path):
    """A library with errors, warnings and a private finding, in a folder."""
    pairs = dict(STARTER)
    for slip in (a_near_copy, a_stranger, a_number, exceptions):
        slip(pairs)
    for path, content in pairs.items():
        (tmp_path / "library" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "library" / path).write_bytes(content)
    return tmp_path / "library"


def write(wwis, library, command, of, *more):
    files = []
    for number in range(1, of + 1):
        said = wwis(
            command, "--library", library, "--shard", f"{number}/{of}", "--format", "json", *DAY, *more
        )
        assert (said.status, said.err) == (0, "")
        files.append(library.parent / f"{command}-{number}.json")
        files[-1].write_text(said.out, "utf-8")
    return files


@pytest.mark.parametrize("command", COMMANDS)
def test_merge_says_what_the_command_says_with_its_status(wwis, library, command):
    files = write(wwis, library, command, 3)
    single = wwis(command, "--library", library, "--format", "json", *DAY)
    assert single.status == 1
    assert wwis("merge", *files, "--library", library) == single


@pytest.mark.parametrize("command", COMMANDS)
def test_a_library_with_its_own_rule_and_words_is_merged_alike(wwis, tmp_path, command):
    library = shutil.copytree(ROOT / "tests/libraries/play-partnership", tmp_path / "play")
    (case, *_) = sorted((library / "casestudies").iterdir())
    case.write_text(case.read_text("utf-8").replace("theme: ", "theme: no-"), "utf-8")
    files = write(wwis, library, command, 2)
    single = wwis(command, "--library", library, "--format", "json", *DAY)
    assert wwis("merge", *files, "--library", library) == single
    assert json.loads(single.out).get("findings", True)


def test_merge_gives_a_check_in_every_format(wwis, library):
    files = write(wwis, library, "check", 2)
    for name in ("text", "gitlab", "markdown"):
        said = wwis("merge", *files, "--library", library, "--format", name)
        assert said == wwis("check", "--library", library, "--format", name, *DAY)
    rated = write(wwis, library, "rate", 2)
    said = wwis("merge", *rated, "--library", library, "--format", "text")
    assert said.status == 2
    assert one_line(said.err)


def test_merge_names_everything_that_is_wrong_in_one_line(wwis, library, tmp_path):
    files = write(wwis, library, "check", 2)
    hostile = tmp_path / "a\n::error::b\x1b[31m.json"
    hostile.write_text("{}", "utf-8")
    said = wwis("merge", files[0], files[0], hostile, tmp_path / "none", tmp_path, "--library", library)
    assert (said.status, said.out) == (2, "")
    assert one_line(said.err)
    for told in ("is given twice", "is no share", "no such file", "is a directory"):
        assert told in said.err
    assert "\n::error" not in said.err
    said = wwis("merge", files[0], "--library", library)
    assert (said.status, one_line(said.err)) == (2, True)
    assert "there is no share 2/2" in said.err


@pytest.mark.parametrize(
    "text", ["0/3", "4/3", "1/0", "1", "1/2/3", "a/b", "-1/2", "1/1001", "¹/2", "1/\x1b"]
)
def test_what_means_no_share_is_one_line(wwis, library, text):
    said = wwis("check", "--library", library, f"--shard={text}", "--format", "json")
    assert (said.status, said.out) == (2, "")
    assert one_line(said.err)
    assert "is not a share such as 2/4" in said.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "--format", "sarif"),
        ("check", "--format", "json", "--fix"),
        ("check", "--format", "json", "--changed-since", "HEAD"),
        ("rate",),
        ("rate", "early-talk", "--format", "json"),
    ],
)
def test_a_share_is_one_of_the_whole_library_and_for_programs(wwis, library, arguments):
    said = wwis(*arguments, "--library", library, "--shard", "1/2")
    assert (said.status, said.out) == (2, "")
    assert one_line(said.err)


def test_a_library_whose_framework_is_at_fault_has_no_share_of_ratings(wwis, library):
    (library / "framework.yaml").write_text("schema: 1\n", "utf-8")
    said = wwis("rate", "--library", library, "--shard", "1/2", "--format", "json")
    assert said.status == 2
    assert "framework.yaml has errors" in said.err
    files = write(wwis, library, "check", 2)
    assert wwis("merge", *files, "--library", library) == wwis(
        "check", "--library", library, "--format", "json", *DAY
    )


# The guide, the action and the template.

GUIDE = (ROOT / "site/pages/guides/automatic-checks.md").read_text("utf-8")


def test_the_guides_commands_make_the_answer_of_one_machine(wwis, library, monkeypatch):
    monkeypatch.chdir(library)
    (script,) = re.findall(r"```sh\n(wwis-evidence check --shard.*?)```", GUIDE, re.DOTALL)
    for line in script.splitlines():
        words, _, written = line.removeprefix("wwis-evidence ").partition(" > ")
        Path(written).write_text(wwis(*words.split()).out, "utf-8")
    assert Path("answer.json").read_text("utf-8") == wwis("check", "--format", "json").out


def test_the_action_works_out_a_share_and_puts_shares_together(wwis, library, tmp_path, monkeypatch):
    (step,) = (s for s in YAML(typ="safe").load(ROOT / "action.yml")["runs"]["steps"] if s["name"] == "Check")
    tool = tmp_path / "tool/.venv/bin"
    tool.mkdir(parents=True)
    (tool / "wwis-evidence").write_text(f'#!/bin/sh\nexec {sys.executable} -m wwis_evidence "$@"\n')
    (tool / "wwis-evidence").chmod(0o755)

    def act(**given):
        nothing = dict.fromkeys(step["env"], "")
        given = {**os.environ, **nothing, "ACTION": str(tmp_path / "tool"), "LIBRARY": library.name, **given}
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=tmp_path, env=given, check=False, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        return done.returncode, done.stdout, done.stderr

    assert act(SHARD="1/1") == (0, "", "")
    (tmp_path / "shards").mkdir()
    shutil.move(tmp_path / "shard-1.json", tmp_path / "shards")
    merged = act(MERGE="shards")
    monkeypatch.chdir(tmp_path)
    assert merged == wwis("check", "--library", library.name, "--format", "github")
    assert merged[0] == 1
    assert "::error file=library/casestudies/" in merged[1]
