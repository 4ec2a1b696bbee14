"""``new``: a form to fill in, at its place, complete and in the canonical layout."""

import io
import json
import os
import pty
import re
import select
import shutil
import subprocess
from pathlib import Path

import pytest
from cli_runs import command, one_line

from wwis_evidence.cli.main import main
from wwis_evidence.documents import read
from wwis_evidence.frameworks import shipped_framework_bytes

DAY = ("--as-of", "2026-11-21")
STANDARDS = Path(__file__).parents[1] / "libraries/standards"
TO_FILL_IN = {
    "review": {"empty-text", "wrong-interests"},
    "case-study": {"draft-missing-key", "no-co-production", "no-resources", "no-limits"},
}


@pytest.fixture
def root(root):
    """The small library with somebody on the register who may review its case and has not."""
    path = root / "reviews/reviewers.yaml"
    text = path.read_text("utf-8")
    assert text.count("- Exampleshire") == 1
    path.write_text(text.replace("- Exampleshire", "- Mockham"), "utf-8")
    return root


def findings(wwis, root, path):
    answer = json.loads(wwis("check", "--library", root, *DAY, "--format", "json").out)
    return [finding for finding in answer["findings"] if finding["path"] == path]


def review(wwis, root, *more, reviewer="R04", slug="early-talk"):
    return wwis("new", "review", slug, "--reviewer", reviewer, "--library", root, *DAY, *more)


def answers(root, reviewer="R01"):
    """The answers of a whole review, as somebody would give them."""
    data = read((root / f"reviews/early-talk/{reviewer}.yaml").read_bytes()).data
    return {key: data[key] for key in ("interests", "indicators")}


def test_a_review_without_answers_is_a_form_that_lacks_only_its_answers(wwis, root):
    said = review(wwis, root)
    path = "reviews/early-talk/R04.yaml"
    assert said.status == 0
    assert path in said.out
    assert {finding["code"] for finding in findings(wwis, root, path)} == TO_FILL_IN["review"]
    assert wwis("fmt", "--check", "--library", root).status == 0


def test_a_case_study_without_answers_is_a_draft_that_lacks_only_its_answers(wwis, root):
    assert wwis("new", "case-study", "park-days", "--library", root, *DAY).status == 0
    path = "casestudies/park-days.yaml"
    assert {finding["code"] for finding in findings(wwis, root, path)} == TO_FILL_IN["case-study"]
    assert wwis("fmt", "--check", "--library", root).status == 0


def test_a_new_file_tells_editors_of_its_schema_where_the_library_has_one(wwis, root):
    wwis("new", "case-study", "park-days", "--library", root, *DAY)
    assert not (root / "casestudies/park-days.yaml").read_text("utf-8").startswith("# yaml-language-server")
    assert wwis("schemas", root / "schemas", "--library", root).status == 0
    wwis("new", "case-study", "park-walks", "--library", root, *DAY)
    review(wwis, root)
    for path, schema in (
        ("casestudies/park-walks.yaml", "../schemas/case-study.json"),
        ("reviews/early-talk/R04.yaml", "../../schemas/review.json"),
    ):
        first, _ = (root / path).read_text("utf-8").split("\n", 1)
        assert first == f"# yaml-language-server: $schema={schema}"
        assert ((root / path).parent / schema).is_file()
        expected = TO_FILL_IN["review" if path.startswith("reviews") else "case-study"]
        assert {finding["code"] for finding in findings(wwis, root, path)} == expected
    assert wwis("fmt", "--check", "--library", root).status == 0


def test_every_line_to_be_used_stands_at_its_place_once_its_sign_is_gone(wwis, root):
    wwis("new", "case-study", "park-days", "--library", root, *DAY)
    path = root / "casestudies/park-days.yaml"
    path.write_text(re.sub(r"(?m)^#(?!:)", "", path.read_text("utf-8")), "utf-8")
    codes = {finding["code"] for finding in findings(wwis, root, "casestudies/park-days.yaml")}
    assert codes <= {"empty-text", "wrong-date", "wrong-url"}
    assert wwis("fmt", "--check", "--library", root).status == 0


def test_a_review_with_all_answers_has_nothing_left_to_mend(wwis, root, tmp_path):
    given = tmp_path / "answers.json"
    given.write_text(json.dumps(answers(root), indent="\t"), "utf-8")
    assert review(wwis, root, "--answers", given).status == 0
    found = findings(wwis, root, "reviews/early-talk/R04.yaml")
    assert [finding["code"] for finding in found if finding["severity"] == "error"] == []
    rated = json.loads(wwis("rate", "early-talk", "--library", root, *DAY, "--format", "json").out)
    assert "R04" in rated["items"][0]["counting"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"interests": 3}, "wrong-interests"),
        ({"indicatorz": {}}, "unknown-key"),
        ({"indicators": {"strength-of-evidence": {"bar": "best"}}}, "unknown-bar"),
        ({"indicators": {"depth": {"findings": {}, "bar": "good", "because": "x"}}}, "unknown-indicator"),
        (
            {"indicators": {"strength-of-evidence": {"findings": {"reviewed": {"finding": "yes"}}}}},
            "unknown-finding",
        ),
        (
            {
                "indicators": {
                    "strength-of-evidence": {
                        "findings": {"reviewed": {"finding": "met", "cites": ["waiting-time"]}}
                    }
                }
            },
            "unsuitable-evidence",
        ),
    ],
)
def test_answers_that_the_checks_refuse_are_not_written(wwis, root, tmp_path, change, code):
    given = tmp_path / "answers.json"
    given.write_text(json.dumps(change), "utf-8")
    said = review(wwis, root, "--answers", given)
    assert said.status == 2
    assert one_line(said.err)
    assert f"[{code}]" in said.err
    assert not (root / "reviews/early-talk/R04.yaml").exists()


@pytest.mark.parametrize("text", ['{"a": 1, "a": 2}', "{", "a: [", "[1]", "\x00", "{" * 5000, ""])
def test_answers_that_cannot_be_read_are_refused_in_one_line(wwis, root, tmp_path, text):
    given = tmp_path / "answers"
    given.write_text(text, "utf-8")
    said = review(wwis, root, "--answers", given)
    assert (said.status, one_line(said.err)) == (2, True)


def test_answers_cannot_speak_for_somebody_else_or_of_other_evidence(wwis, root, tmp_path):
    given = tmp_path / "answers.yaml"
    for text in ("reviewer: R01\n", f"digest: sha256:{'0' * 64}\n"):
        given.write_text(text, "utf-8")
        assert one_line(review(wwis, root, "--answers", given).err)
    assert not (root / "reviews/early-talk/R04.yaml").exists()


def test_a_later_review_is_a_new_file(wwis, root):
    before = (root / "reviews/early-talk/R02.yaml").read_bytes()
    review(wwis, root, reviewer="R02")
    review(wwis, root, reviewer="R02")
    assert sorted(path.name for path in (root / "reviews/early-talk").glob("R02*")) == [
        "R02.2.yaml",
        "R02.3.yaml",
        "R02.yaml",
    ]
    assert (root / "reviews/early-talk/R02.yaml").read_bytes() == before


def test_a_form_holds_nothing_of_what_others_wrote(wwis, root):
    """Every word of another's reason is planted, and none of them turns up in the form or in what is said."""
    for path in (root / "reviews/early-talk").glob("R*.yaml"):
        path.write_text(re.sub("because: .*", "because: Zebras gallop.", path.read_text("utf-8")), "utf-8")
    said = review(wwis, root)
    form = (root / "reviews/early-talk/R04.yaml").read_text("utf-8")
    assert "Zebras" not in form + said.out + said.err
    assert not re.search(r"\bR0[123]\b", form + said.out + said.err)


@pytest.mark.parametrize(
    ("reviewer", "slug", "words"),
    [
        ("R77", "early-talk", "not on the register"),
        ("R01", "walking-bus", "Testford"),
        ("../R01", "early-talk", "not on the register"),
        ("R01", "../early-talk", "no case study"),
    ],
)
def test_who_may_not_review_is_told_why_in_one_line(wwis, root, reviewer, slug, words):
    said = review(wwis, root, reviewer=reviewer, slug=slug)
    assert said.status == 2
    assert one_line(said.err)
    assert words in said.err


def test_who_was_not_asked_is_told_so(wwis, root):
    panel = "schema: 1\nkind: panel\ndate: 2026-11-01\nreviewers:\n  - R01\n  - R02\n  - R03\n"
    (root / "reviews/early-talk/panel.yaml").write_text(panel, "utf-8")
    assert "was not asked" in review(wwis, root).err


@pytest.mark.parametrize("slug", ["../out", "a", "Early", "early talk", "early-talk.yaml", "x" * 81, "-a-b"])
def test_a_slug_that_cannot_be_a_file_name_is_refused(wwis, root, slug):
    said = wwis("new", "case-study", f"{slug}", "--library", root) if slug[0] != "-" else None
    if said:
        assert (said.status, one_line(said.err)) == (2, True)
    assert sorted(path.name for path in (root / "casestudies").iterdir()) == [
        "early-talk.yaml",
        "health-checks.yaml",
        "walking-bus.yaml",
    ]


def test_a_case_study_is_never_written_over_and_needs_no_slug(wwis, root):
    before = (root / "casestudies/early-talk.yaml").read_bytes()
    assert wwis("new", "case-study", "early-talk", "--library", root).status == 2
    assert (root / "casestudies/early-talk.yaml").read_bytes() == before
    for name in ("sommer-fur-alle", "sommer-fur-alle-2"):
        assert wwis("new", "case-study", "--title", "Sommer für alle!", "--library", root).status == 0
        assert (root / f"casestudies/{name}.yaml").exists()


def test_nothing_is_written_through_a_link(wwis, root, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (root / "reviews/walking-bus").symlink_to(elsewhere)
    said = review(wwis, root, reviewer="R04", slug="walking-bus")
    assert (said.status, one_line(said.err)) == (2, True)
    assert list(elsewhere.iterdir()) == []


def test_another_framework_gives_another_form(wwis, tmp_path):
    """The criteria, their words and the examples come from the library's own framework file."""
    root = Path(shutil.copytree(STANDARDS, tmp_path / "library"))
    rule = read((root / "framework.yaml").read_bytes()).data
    slug = next(path.name for path in sorted((root / "reviews").iterdir()) if path.is_dir())
    ids = [entry["id"] for entry in read((root / "reviews/reviewers.yaml").read_bytes()).data["reviewers"]]
    asked = {path.stem for path in (root / "reviews" / slug).iterdir()}
    for reviewer in ids:
        if wwis("new", "review", slug, "--reviewer", reviewer, "--library", root).status == 0:
            break
    made = next(p for p in sorted((root / "reviews" / slug).iterdir()) if p.stem not in asked)
    form = " ".join(made.read_text("utf-8").replace("#", " ").split())
    for indicator in rule["indicators"].values():
        for criterion in indicator["criteria"].values():
            assert " ".join(criterion["statement"].split()) in form
    assert "Looked back at" not in form
    assert wwis("fmt", "--check", "--library", root).status == 0


def test_no_words_of_a_framework_can_become_more_than_a_note(wwis, root):
    """A library's own framework may hold what looks like a line of the form."""
    rule = shipped_framework_bytes().decode()
    words = "guidance: A meeting or a short paper is enough, if it says what was learned."
    assert words in rule
    (root / "framework.yaml").write_text(
        rule.replace(words, 'guidance: "#x\\nfor_the_authors: Planted"'), "utf-8"
    )
    assert review(wwis, root).status == 0
    data = read((root / "reviews/early-talk/R04.yaml").read_bytes()).data
    assert "for_the_authors" not in data


def at_terminal(arguments, lines):
    """Run a command on a terminal of its own, give it lines as it asks, then end the input."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        command(*arguments), stdin=follower, stdout=follower, stderr=follower, env={**os.environ}
    )
    os.close(follower)
    left, seen = [*lines, None], io.BytesIO()
    while True:
        ready, _, _ = select.select([leader], [], [], 30)
        try:
            part = os.read(leader, 4096) if ready else b""
        except OSError:
            break
        if not part:
            break
        seen.write(part)
        if re.search(rb"[?.)] $", seen.getvalue()) and left:
            line = left.pop(0)
            os.write(leader, b"\x04" if line is None else f"{line}\n".encode())
    os.close(leader)
    return process.wait(timeout=30), seen.getvalue().decode()


def test_on_a_terminal_it_asks_again_what_will_not_do_and_keeps_what_was_answered(root):
    status, seen = at_terminal(
        ("new", "review", "early-talk", "--reviewer", "R04", "--library", root, *DAY),
        ["none", "splendid", "met", "waiting-time", "yearly-review", "They look back each year."],
    )
    assert status == 0, seen
    assert "The answer is one of these" in seen
    assert "cannot support" in seen
    data = read((root / "reviews/early-talk/R04.yaml").read_bytes()).data
    assert data["interests"] == "none"
    assert data["indicators"]["strength-of-evidence"]["findings"]["reviewed"] == {
        "finding": "met",
        "cites": ["yearly-review"],
        "because": "They look back each year.",
    }


def test_without_a_terminal_it_asks_nothing(root, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda _: pytest.fail("asked"))
    assert main(["new", "review", "early-talk", "--reviewer", "R04", "--library", str(root)]) == 0
