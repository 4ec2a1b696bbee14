"""A case study's whole life in real repositories: each step's summary, status and page are as expected.

Captured, checked, its panel named, reviewed blind on branches, moderated, published, corrected, reviewed
again, appealed. Everything in it is fictional.
"""

import json
import re
from itertools import groupby

import pytest
from form_filling import CASE_FORM, download, fill_case, ready
from hands import Mouse

from wwis_evidence.library import build_library
from wwis_evidence.sources import folder

SLUG = "quiet-rooms-in-sampleton-schools"
CASE = f"casestudies/{SLUG}.yaml"
BARS = ("emerging", "promising", "good", "robust")
REASONS = {
    "heron": "The yearly report, says the heron, speaks of {} on its first page.",
    "otter": "Nobody whom the otter asked had any doubt about {}.",
    "badger": "Figures and letters were laid side by side by the badger to judge {}.",
    "curlew": "As to {}, the curlew went back to the second table and counted anew.",
}
"""Each reviewer has a word that nobody else uses, and a way of putting things."""
MARKS = tuple(REASONS)
LIVED = {"R02", "R03", "R04", "R12"}
"""Parent carers and a young person on the register."""


def capture(author, looking):
    """Write a case study as its author does, in the form on the library's own site."""
    with looking(author, CASE_FORM) as page:
        ready(page)
        fill_case(Mouse(page))
        assert page.get_by_text("Nothing has to be mended.").is_visible()
        name, text = download(page)
    assert f"casestudies/{name}" == CASE
    author.write(CASE, text)


def answers_of(person, mark, bar):
    """A reviewer's answers: what the evidence can support is met; each reason bears the reviewer's mark."""
    library = build_library(folder(person.root))
    supports = library.dossiers[SLUG].case.supports
    indicators = {}
    for place, (name, indicator) in enumerate(library.framework.indicators.items()):
        findings = {}
        for criterion in indicator.scored:
            fully = sorted(supports[name][criterion].fully)
            found = {"finding": "met", "cites": fully[:1]} if fully else {"finding": "not-met"}
            findings[criterion] = {**found, "because": REASONS[mark].format(criterion.replace("-", " "))}
        best = bar if place == 0 else BARS[1]
        indicators[name] = {
            "findings": findings,
            "bar": best,
            "because": REASONS[mark].format(f"the {name.replace('-', ' ')} on the whole"),
        }
    return {"interests": "none", "indicators": indicators}


def review(person, who, mark, bar):
    file = person.root.parent / f"{who}.json"
    file.write_text(json.dumps(answers_of(person, mark, bar)), "utf-8")
    person.does("new", "review", SLUG, "--reviewer", who, "--answers", file, "--no-input")


def status(person):
    return person.does("review", "status", SLUG)


def tells_no_score(person, marks):
    """Nothing that a command says on a branch tells what anybody scored."""
    said = [
        person.diff(),
        person.does("diff", "origin/main", "--format", "json"),
        status(person),
        person.does("review", "status", SLUG, "--format", "json"),
        person.run("check").out,
        person.run("check", "--format", "json").out,
        person.run("check", "--changed-since", "origin/main", "--format", "markdown").out,
        person.does("rate", SLUG),
        person.does("rate", SLUG, "--format", "json"),
    ]
    for text in said:
        assert not any(mark in text for mark in marks), text
        # The framework's own bars are named nowhere as anybody's: not in values, not in sentences.
        assert not re.search(rf"\b({'|'.join(BARS)})\b(?!-)", text.lower()), text


@pytest.fixture
def page_of(looking):
    """The text of the item's page, on the site that somebody builds on their day."""

    def read(somebody):
        with looking(somebody, f"library/{SLUG}/") as page:
            return " ".join(page.locator("article").first.text_content().split())

    return read


@pytest.mark.browser
def test_the_whole_story(person, looking, page_of):  # noqa: PLR0915 - it is one story
    # Captured, and checked: the pull request says what comes next.
    author = person("author", "2026-01-12")
    author.branch("quiet-rooms")
    capture(author, looking)
    assert author.errors() == []
    author.does("fmt", "--check", dated=False)
    summary = author.diff()
    assert "- Status: Not in the library → Waiting for reviewers" in summary
    assert "**Still needed:** 3 more reviews that count, at least one of them by a" in summary
    author.commit().merge()

    # Three reviewers are assigned before anybody reviews.
    maintainer = person("maintainer", "2026-01-19")
    maintainer.branch("panel")
    proposal = maintainer.does("review", "assign", SLUG, "--seed", "11", "--write")
    asked = re.findall(r"- (R\d+)", maintainer.read(f"reviews/{SLUG}/panel.yaml"))
    assert len(asked) == 3
    assert all(who in proposal for who in asked)
    waited = f"a review that counts by everyone on the panel, still by {asked[0]}, {asked[1]} and {asked[2]}"
    assert waited in maintainer.diff().replace("`", "")
    assert maintainer.errors() == []
    maintainer.commit().merge()
    assert "panel fixed on 2026-01-19, not complete" in status(maintainer)

    # Each reviews alone, on a branch of the panel's commit: none can see another's scores.
    bars = (BARS[0], BARS[1], BARS[2])
    reviewers = [person(who, f"2026-02-0{number}") for number, who in enumerate(asked, 2)]
    for reviewer, who, mark, bar in zip(reviewers, asked, MARKS, bars, strict=False):
        reviewer.branch(f"review-by-{who}")
        review(reviewer, who, mark, bar)
        assert reviewer.errors() == []
        tells_no_score(reviewer, MARKS)
        assert f"{who} (" in reviewer.diff()
        assert "a new review, which counts" in reviewer.diff()
        reviewer.commit()
    for number, reviewer in enumerate(reviewers[:2], 1):
        reviewer.merge()
        tells_no_score(reviewer, MARKS)
        assert len(reviewer.item(SLUG)["counting"]) == number
    late = reviewers[2]
    late.git("fetch", "-q", "origin")
    late.git("rebase", "-q", "origin/main")
    summary = late.diff()
    assert "Waiting for reviewers → In moderation" in summary
    assert (
        "**Still needed:** moderation, because reviewers are far apart on: Strength of evidence." in summary
    )
    assert late.item(SLUG)["indicators"]["strength-of-evidence"]["bar"] is None
    late.merge()
    assert "waits for a moderator: the reviewers are far apart" in status(late)

    # Moderated: not by a reviewer of it, but by somebody who took no part.
    maintainer.day = "2026-03-02"
    digest = maintainer.item(SLUG)["digest"]
    record = (
        "schema: 1\nkind: moderation\nmoderator: {}\ndate: 2026-03-02\n"
        f"digest: {digest}\nindicators:\n  strength-of-evidence:\n    bar: promising\n"
        "    because: The panel met and agreed that two years would have carried less.\n"
    )
    maintainer.branch("moderation")
    settled = f"reviews/{SLUG}/moderation.yaml"
    maintainer.write(settled, record.format(asked[0]))
    assert "it does not count" in maintainer.diff()
    assert "Still needed" in maintainer.diff()
    maintainer.write(settled, record.format("R09"))
    summary = maintainer.diff()
    assert "- Status: In moderation → Reviewed" in summary
    assert "- Strength of evidence: none → Promising, 2nd of 4" in summary
    assert "Moderation of Strength of evidence by R09 (promising): new, and it counts." in summary.replace(
        "`", ""
    )
    assert maintainer.errors() == []
    maintainer.commit().merge()
    assert maintainer.item(SLUG)["status"] == "vetted"
    assert "waits for nothing" in status(maintainer)

    # Published: the page says the rating, who settled it, and that the panel was named first.
    page = page_of(maintainer)
    assert "Settled by a moderator" in page
    assert "The panel was named before the reviews were made." in page
    assert "Promising" in page

    # No score is edited once the panel was complete.
    first = reviewers[0]
    first.day = "2026-03-09"
    first.branch("second-thoughts")
    path = f"reviews/{SLUG}/{asked[0]}.yaml"
    first.replace(path, "bar: emerging", "bar: good")
    assert first.errors() == ["review-edited"]
    assert f"{path}:" in first.diff()
    assert "This review was changed after its panel was complete." in first.diff()
    first.git("checkout", "-q", "--", path)

    # The evidence is corrected: with a record of the change, and the reviews are out of date.
    author.day = "2026-04-13"
    author.branch("correction")
    author.replace(CASE, "value: 12.5", "value: 14")
    assert author.errors() == ["change-not-recorded"]
    note = "Each pupil missed 14 days and not 12.5, as one school had been counted twice."
    before = author.read(CASE)
    record = f'  - date: 2026-04-13\n    type: correction\n    note: "{note}"\n'
    author.write(CASE, f"{before}{'' if 'changes:' in before else 'changes:' + chr(10)}{record}")
    assert author.errors() == []
    summary = author.diff()
    assert "3 reviews become stale." in summary
    assert "- Status: Reviewed → Waiting for reviewers" in summary
    assert "Correction, 2026-04-13: Each pupil missed" in summary
    author.does("fmt", author.root / CASE, dated=False)
    author.commit().merge()

    maintainer.day = "2026-04-14"
    maintainer.newest()
    page = page_of(maintainer)
    assert "Being reviewed again since 13 April 2026, because:" in page
    assert note in page
    assert "The last rating, as history only." in page
    assert "to look again: what they reviewed has changed" in status(maintainer)

    # Reviewed again: two stand by every score, one gives others, in files of their own.
    maintainer.branch("again")
    maintainer.day = "2026-05-04"
    for who in asked[1:]:
        maintainer.does("review", "confirm", SLUG, "--reviewer", who)
    tells_no_score(maintainer, MARKS)
    review(maintainer, asked[0], MARKS[3], BARS[1])
    assert maintainer.errors() == []
    assert f"reviews/{SLUG}/{asked[0]}.2.yaml" in maintainer.diff().replace("`", "")
    assert "- Status: Waiting for reviewers → Reviewed" in maintainer.diff()
    maintainer.commit().merge()
    assert maintainer.item(SLUG)["indicators"]["strength-of-evidence"]["bar"] == "promising"

    # Appealed: a moderator who took no part sets one review aside, and its reviewer is not asked again.
    out = next(who for who in asked if who not in LIVED)
    instead = next(who for who in ("R06", "R07", "R08") if who not in asked)
    author.day = "2026-06-01"
    author.branch("appeal")
    appeal = f"reviews/{SLUG}/appeal.yaml"
    text = (
        "schema: 1\nkind: appeal\nby: Sampleton Council\ndate: 2026-06-01\n"
        "grounds: One reviewer speaks of another school.\noutcome: pending\n"
    )
    author.write(appeal, text)
    assert author.errors() == []
    author.commit().merge()
    maintainer.day = "2026-06-08"
    maintainer.branch("decision")
    assert "a moderator: an appeal has not been decided" in status(maintainer)
    decided = (
        text.replace("pending", "upheld") + f"sets_aside:\n  - {out}\nbecause: It does.\ndecided_by: {{}}\n"
    )
    maintainer.write(appeal, decided.format("R09"))
    assert maintainer.errors() == ["appeal-own-decision"], "R09 moderated"
    maintainer.write(appeal, decided.format("R11"))
    assert maintainer.errors() == []
    summary = maintainer.diff()
    assert "- Status: Reviewed → Waiting for reviewers" in summary
    assert "the review counted and now does not. An appeal was upheld, and it took this review out" in summary
    maintainer.commit().merge()
    refused = maintainer.run("new", "review", SLUG, "--reviewer", out)
    assert refused.status == 2
    assert "set aside after an appeal" in refused.err
    maintainer.branch("late-change")
    maintainer.replace(appeal, "because: It does.", "because: It does not matter.")
    assert maintainer.errors() == ["appeal-edited"]
    maintainer.git("checkout", "-q", "--", appeal)

    # Somebody else is asked in their place.
    panel = f"reviews/{SLUG}/panel.yaml"
    maintainer.replace(
        panel, "note:", f"  - {instead}\nabsent:\n  - reviewer: {out}\n    because: Set aside.\nnote:"
    )
    assert maintainer.errors() == []
    maintainer.commit().merge()
    other = person(instead, "2026-06-22")
    other.branch("in-their-place")
    review(other, instead, MARKS[2], BARS[1])
    assert other.errors() == []
    assert "- Status: Waiting for reviewers → Reviewed" in other.diff()
    other.commit().merge()
    page = page_of(other)
    assert "Appeal by Sampleton Council" in page
    assert "Upheld. Grounds: One reviewer speaks of another school." in page
    assert "An appeal was upheld, and it took this review out" in page
    commits = json.loads(other.does("history", SLUG, "--format", "json", dated=False))["commits"]
    statuses = [commit["status"] for commit in reversed(commits)]
    assert [status for status, _ in groupby(statuses)] == [
        "awaiting-reviewers",
        "in-moderation",
        *("vetted", "awaiting-reviewers") * 2,
        "vetted",
    ]
