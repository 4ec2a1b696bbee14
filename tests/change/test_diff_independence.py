"""While a panel is not complete, ``diff`` tells who and how many, and nothing of what anybody scored."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import wwis_evidence
from wwis_evidence.change import change_between
from wwis_evidence.library import build_library
from wwis_evidence.reports.change import change_report
from wwis_evidence.reports.change_answer import change_answer
from wwis_evidence.sources import folder

STARTER = Path(wwis_evidence.__file__).parent / "starter"
FILES = dict(folder(STARTER))
SLUG = "early-talk"
COMMON = {
    path: FILES[path] for path in ("library.yaml", "reviews/reviewers.yaml", f"casestudies/{SLUG}.yaml")
}
REVIEWERS = ("R02", "R05", "R06", "R08")
BARS = ("emerging", "promising", "good", "robust")
AS_OF = date(2026, 11, 21)
BAR = re.compile(rb"    bar: [a-z]+\n")
FINDING = re.compile(rb"        finding: (not-met|cannot-tell)\n")
SCORE = re.compile(r"\b(emerging|promising|good|robust|partly|not.met|cannot.tell)\b", re.IGNORECASE)


def scored(review, bars, unmet):
    """A review with other bars, and another finding wherever it asks for no evidence."""
    bars, unmet = iter(bars), iter(unmet)
    review = BAR.sub(lambda _: f"    bar: {next(bars)}\n".encode(), review)
    return FINDING.sub(lambda _: f"        finding: {next(unmet)}\n".encode(), review)


def told(before, after):
    """Everything that is told of a change, by a summary and to tools."""
    change = change_between(build_library(before.items()), build_library(after.items()), AS_OF)
    return change, change_report(change, "0" * 40) + json.dumps(change_answer(change, "0" * 40))


SCORES = st.tuples(
    st.lists(st.sampled_from(BARS), min_size=2, max_size=2),
    st.lists(st.sampled_from(["not-met", "cannot-tell"]), min_size=30, max_size=30),
)
SOME = st.sets(st.sampled_from(REVIEWERS))
few = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])


def reviews(names, scores):
    paths = {name: f"reviews/{SLUG}/{name}.yaml" for name in names}
    return {path: scored(FILES[path], *scores[name]) for name, path in paths.items()}


@few
@given(
    SOME,
    SOME,
    st.fixed_dictionaries(dict.fromkeys(REVIEWERS, SCORES)),
    st.fixed_dictionaries(dict.fromkeys(REVIEWERS, SCORES)),
)
def test_other_scores_of_an_incomplete_panel_change_no_word_of_the_answer(was, now, one, other):
    """Whatever those who have reviewed so far had scored, a reader could not tell it from the answer."""
    answers = []
    for scores in (one, other):
        before, after = ({**COMMON, **reviews(names, scores)} for names in (was, now))
        change, answer = told(before, after)
        # R05 is in the case's conflict set; the panel is complete with the other three.
        assume(not any(side.complete for item in change.items for side in (item.before, item.after)))
        answers.append(answer)
    assert answers[0] == answers[1]


@few
@given(
    SOME.filter(lambda names: names < {"R02", "R06", "R08"}),
    *[st.fixed_dictionaries(dict.fromkeys(REVIEWERS, SCORES))] * 2,
)
def test_new_scores_of_evidence_that_changed_change_no_word_of_the_answer(names, one, other):
    """What a panel once agreed on was public; what those who review again have scored is not."""
    case = FILES[f"casestudies/{SLUG}.yaml"].replace(b"    date: 2025-05\n", b"    date: 2025-04\n", 1)
    old = {path: raw for path, raw in FILES.items() if path.startswith(f"reviews/{SLUG}/")}
    before = {**COMMON, **old}
    digest = build_library([*COMMON.items(), (f"casestudies/{SLUG}.yaml", case)]).dossiers[SLUG].case.digest
    answers = []
    for scores in (one, other):
        new = {
            path.replace(".yaml", ".2.yaml"): re.sub(rb"\ndigest: .*", b"\ndigest: " + digest.encode(), raw)
            for path, raw in reviews(names, scores).items()
        }
        after = {**before, f"casestudies/{SLUG}.yaml": case, **new}
        change, answer = told(before, after)
        (item,) = change.items
        assert (item.before.complete, item.after.complete) == (True, False)
        assert {each.reviewer for each in item.after.counting} == names
        answers.append(answer)
    assert answers[0] == answers[1]


def test_the_scores_of_a_complete_panel_do_change_the_answer():
    """So that the two tests above could fail."""
    answers = {
        told(
            COMMON, {**COMMON, **reviews(REVIEWERS, dict.fromkeys(REVIEWERS, ([bar] * 2, ["not-met"] * 30)))}
        )[1]
        for bar in BARS
    }
    assert len(answers) > 1


@given(st.sets(st.sampled_from(sorted(FILES))))
@few
def test_a_library_compared_with_itself_says_that_nothing_changed(paths):
    pairs = [(path, FILES[path]) for path in paths]
    change = change_between(build_library(pairs), build_library(reversed(pairs)), AS_OF)
    assert change.nothing
    assert change_report(change, "0" * 40).endswith("\n\nNothing changes.\n")


def test_after_the_evidence_changed_only_the_bars_that_were_public_are_told(repo):
    repo.branch()
    repo.replace(f"casestudies/{SLUG}.yaml", "date: 2025-05\n", "date: 2025-04\n", 1)
    item = repo.item(SLUG)
    for moved in item["moved"].values():
        before = moved["before"]
        assert before.pop("bar")
        kept = {key: value for key, value in before.items() if value not in (None, [], {}, "not-rated")}
        assert set(kept) == {"position", "of"}


@pytest.mark.parametrize("plant", ["missing-citation", "unknown-bar", "empty-reason"])
def test_what_is_found_in_a_review_of_an_incomplete_panel_is_only_counted(repo, plant):
    """The code, the place and the words of a finding can tell a score."""
    repo.take_out(f"reviews/{SLUG}/R02.yaml")
    held = repo.take_out(f"reviews/{SLUG}/R06.yaml")[f"reviews/{SLUG}/R06.yaml"]
    repo.branch()
    old, new = {
        "missing-citation": ("        cites:\n          - yearly-review\n", ""),
        "unknown-bar": ("bar: good", "bar: goood"),
        "empty-reason": ("because: Each aim has a figure or a quotation against it.", "because: Met."),
    }[plant]
    assert old in held
    repo.write(f"reviews/{SLUG}/R06.yaml", held.replace(old, new, 1))
    assert plant in repo.run("check", "--library", repo.library, "--as-of", "2026-11-21").out
    answer, text = repo.answer(), repo.diff()
    assert answer["new"]["findings"] == []
    (withheld,) = answer["new"]["withheld"]
    assert withheld["path"] == f"reviews/{SLUG}/R06.yaml"
    assert withheld["errors"] + withheld["warnings"] >= 1
    assert "not shown here while the panel is not complete" in text
    for out in (text, json.dumps(answer)):
        assert plant not in out
        assert not SCORE.search(out), SCORE.search(out)


def test_an_exception_for_a_review_of_an_incomplete_panel_keeps_its_reason_to_itself(repo):
    repo.take_out(f"reviews/{SLUG}/R02.yaml")
    repo.branch()
    repo.write(
        "library.yaml",
        repo.read("library.yaml")
        + f"exceptions:\n  - file: reviews/{SLUG}/R06.yaml\n    code: empty-reason\n"
        "    field: indicators.strength-of-evidence\n    because: Robust is what was meant.\n"
        "    until: 2027-06-30\n",
    )
    (each,) = repo.answer()["exceptions"]
    assert (each["because"], each["field"]) == (None, None)
    assert not SCORE.search(repo.diff().split("### Exceptions")[1])


def test_a_moderation_before_the_panel_is_complete_tells_no_bar(repo):
    paths = [f"reviews/travel-training/{name}.yaml" for name in ("moderation", "moderation.2", "R12")]
    held = repo.take_out(*paths)
    repo.branch()
    repo.put_back({path: held[path] for path in paths[:2]})
    item = repo.item("travel-training")
    assert {each["after"] for each in item["moderations"]} == {"no-panel"}
    assert {each["bar"] for each in item["moderations"]} == {None}
    assert not SCORE.search(repo.diff())
