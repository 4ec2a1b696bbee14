"""``check --fix`` mends what is plain, tells of it, and checks what is left."""

import json
import re
import shutil
from pathlib import Path

import pytest
from cli_runs import one_line

from wwis_evidence.cli import fixing
from wwis_evidence.library import build_library
from wwis_evidence.records.digests import digests
from wwis_evidence.sources import folder

CASE = "casestudies/walking-bus.yaml"
REVIEW = "reviews/early-talk/R03.yaml"
AS_OF = ("--as-of", "2026-11-21")


@pytest.fixture
def check(wwis, root):
    """Check the library with some options."""
    return lambda *options: wwis("check", "--library", root, *AS_OF, *options)


@pytest.fixture
def slip(root):
    """Make a slip in a file of the library; gives the file and what it held."""

    def make(path, before, after):
        text = (root / path).read_text("utf-8")
        assert before in text
        (root / path).write_text(text.replace(before, after, 1), "utf-8")
        return root / path, text

    return make


def held(root):
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_slip_is_mended_told_and_not_found_again(check, slip):
    path, right = slip(CASE, "summary:", "sumary:")
    said = check("--fix")
    assert said.status == 0
    assert said.out == (
        f"{CASE}\n"
        "  4:1  mended  unknown-key\n"
        "      sumary → summary\n\n"
        "1 mend in 1 file. What is left:\n\n"
        "Nothing to mend in 3 case studies and 3 reviews.\n"
    )
    assert path.read_text("utf-8") == right


def test_a_second_run_does_nothing(check, slip, root):
    slip(CASE, "summary:", "sumary:")
    slip(REVIEW, "bar: good", "bar: “Good”")
    check("--fix")
    before = held(root)
    times = [path.stat().st_mtime_ns for path in before]
    said = check("--fix")
    assert (said.status, said.out.split("\n")[0]) == (0, "Nothing to mend safely.")
    assert held(root) == before
    assert [path.stat().st_mtime_ns for path in before] == times


def test_what_cannot_be_mended_is_left_for_the_ordinary_report(check, slip):
    slip(CASE, "summary:", "sumary:")
    slip(REVIEW, "bar: good", "bar: very good")
    said = check("--fix")
    assert said.status == 1
    assert "sumary → summary" in said.out
    assert "unknown-bar" in said.out.split("What is left:")[1]
    assert "unknown-key" not in said.out.split("What is left:")[1]


def test_a_file_is_laid_out_once_nothing_is_wrong_with_it(check, slip):
    slip(CASE, "limits: One school only.\n", "")
    slip(CASE, "title:", "limits: 'One school only.' # as it was\ntitle:")
    path, _ = slip(CASE, "summary:", "sumary:")
    said = check("--fix")
    assert said.status == 0
    assert "mended  layout" in said.out
    shown = path.read_text("utf-8")
    assert shown.index("summary") < shown.index("limits: One school only. # as it was\n")


def test_the_layout_of_a_file_with_something_wrong_is_left(check, slip):
    path, _ = slip(CASE, "title:", "nonsense:   x\ntitle:")
    before = path.read_bytes()
    check("--fix")
    assert path.read_bytes() == before


def test_diff_changes_nothing_and_shows_what_would_change(check, slip, root):
    slip(CASE, "summary:", "sumary:")
    before = held(root)
    said = check("--fix", "--diff")
    assert said.status == 1
    lines = said.out.splitlines()
    assert lines[:2] == [f"--- {CASE}", f"+++ {CASE} (mended)"]
    assert [line[:9] for line in lines if line[0] in "+-"][2:] == ["-sumary: ", "+summary:"]
    assert held(root) == before
    check("--fix")
    said = check("--fix", "--diff")
    assert (said.status, said.out) == (0, "Nothing that --fix would change.\n")


@pytest.mark.parametrize("options", [("--diff",), ("--fix", "--diff", "--format", "json")])
def test_diff_goes_with_fix_and_with_people(check, options):
    said = check(*options)
    assert (said.status, said.out) == (2, "")
    assert one_line(said.err)


def test_a_report_for_tools_stays_readable_for_them(check, slip):
    slip(CASE, "summary:", "sumary:")
    said = check("--fix", "--format", "json")
    assert json.loads(said.out)["findings"] == []
    assert "sumary → summary" in said.err


PERSON = "Ask Ann Example, 07700 900123, ann@example.org"


def test_what_may_be_about_a_person_is_shown_by_neither(check, slip):
    slip(CASE, "limits: One school only.", f"limits: {PERSON}: she knows.")
    said = check("--fix", "--diff")
    assert said.status == 1
    assert "may be about a person" in said.out
    for part in ("Ann", "07700", "ann@example.org"):
        assert part not in said.out + said.err
    said = check("--fix")
    assert "put quotation marks around it" in said.out
    for part in ("Ann", "07700", "ann@example.org"):
        assert part not in said.out + said.err


def test_a_number_in_the_place_of_text_is_not_repeated(check, slip):
    slip(CASE, "  staff: Volunteers", "  staff: 943476591")
    said = check("--fix")
    assert "mended  wrong-type" in said.out
    assert "943476591" not in said.out


def test_evidence_that_was_reviewed_as_it_stands_is_left_and_the_reason_told(check, slip, root):
    path, _ = slip("casestudies/early-talk.yaml", "  - Exampleshire", "  - Exampelshire")
    review = (root / REVIEW).read_text("utf-8")
    digest = next(line for line in review.splitlines() if line.startswith("digest: "))
    present = _digest(root, "early-talk")
    slip(REVIEW, digest, f"digest: {present}")
    before = path.read_bytes()
    said = check("--fix")
    assert said.status == 1
    assert "left  unknown-area" in said.out
    assert "reviews were made of this evidence" in said.out
    assert path.read_bytes() == before
    slip(REVIEW, f"digest: {present}", digest)
    said = check("--fix")
    assert said.status == 0
    assert "Exampelshire → Exampleshire" in said.out


def _digest(root, slug):
    return digests(build_library(folder(root)).case(slug))[0]


def test_a_mend_that_would_show_another_error_is_left_and_the_reason_told(check, slip):
    path, _ = slip(
        REVIEW, "        finding: met\n        cites:\n          - yearly-review\n", "        finding: Met\n"
    )
    before = path.read_bytes()
    said = check("--fix")
    assert said.status == 1
    assert "left  unknown-finding" in said.out
    assert "another error would show here" in " ".join(said.out.split())
    assert path.read_bytes() == before


def test_no_digest_changes_where_only_the_writing_was_mended(check, slip, root):
    before = _digest(root, "walking-bus")
    slip(CASE, "by: Testford Council", "by: 'Testford Council'")
    slip(CASE, "summary:", "sumary:")
    check("--fix")
    assert _digest(root, "walking-bus") == before


def test_the_rule_is_laid_out_but_never_mended(check, root):
    rule = root.parents[0] / "bad"
    shutil.copytree(Path(__file__).parents[1] / "cases/bad/unknown-condition/misspelt", rule)
    shutil.copy(rule / "framework.yaml", root)
    before = (root / "framework.yaml").read_bytes()
    assert check("--fix").status == 1
    assert (root / "framework.yaml").read_bytes() == before


def test_links_are_not_written_through_and_rights_stay(check, slip, root, tmp_path):
    path, right = slip(CASE, "summary:", "sumary:")
    outside = tmp_path / "outside.yaml"
    outside.write_bytes(path.read_bytes())
    (root / "casestudies/linked-case.yaml").symlink_to(outside)
    path.chmod(0o640)
    before = outside.read_bytes()
    check("--fix")
    assert outside.read_bytes() == before
    assert path.read_text("utf-8") == right
    assert path.stat().st_mode & 0o777 == 0o640


def test_one_file_that_cannot_be_written_stays_and_the_others_are_mended(check, slip, root, monkeypatch):
    path, _ = slip(CASE, "summary:", "sumary:")
    other, right = slip(REVIEW, "bar: good", "bar: Good")
    before = path.read_bytes()
    move = Path.replace

    def fail(self, target):
        if Path(target).name == path.name:
            raise OSError(28, "No space left on device")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    said = check("--fix")
    assert said.status == 2
    assert one_line(said.err)
    assert "No space left on device" in said.err
    assert path.read_bytes() == before
    assert other.read_text("utf-8") == right
    assert "Good → good" in said.out
    assert "sumary" not in said.out
    assert not list(root.rglob("*.new"))


def test_a_file_that_was_changed_meanwhile_is_left(check, slip, monkeypatch):
    path, right = slip(CASE, "summary:", "sumary:")
    mend = fixing.mend_library

    def slowly(*arguments):
        found = mend(*arguments)
        path.write_text(right + "# later\n", "utf-8")
        return found

    monkeypatch.setattr(fixing, "mend_library", slowly)
    said = check("--fix")
    assert said.status == 2
    assert "changed meanwhile" in said.err
    assert path.read_text("utf-8") == right + "# later\n"


def test_hostile_words_are_told_harmlessly(check, slip):
    slip(CASE, "    method: internal-review", "    “method\u00a0”: internal-review")
    slip(CASE, "limits: One school only.", "limits: |\n  ::error::all\n  ##[error]all\n# note")
    said = check("--fix", "--diff")
    assert "+    method: internal-review" in said.out
    assert not re.search(r"(?m)^\s*::|##", said.out)
    assert "mended  unknown-key" in (said := check("--fix")).out
    assert "\u00a0" not in said.out


def test_where_there_is_no_library_it_says_so(wwis, tmp_path):
    said = wwis("check", "--fix", "--library", tmp_path)
    assert said.status == 2
    assert one_line(said.err)
    assert not list(tmp_path.iterdir())
