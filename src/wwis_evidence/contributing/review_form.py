"""The form of one review: what a reviewer is asked, from the framework's file and the case's own evidence."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from wwis_evidence.contributing.answers import AnswersError, blanks
from wwis_evidence.contributing.judging import judge
from wwis_evidence.contributing.writing import END, Comments, Line, commented, listed
from wwis_evidence.documents import LayoutError
from wwis_evidence.places import place_of
from wwis_evidence.rating.evidence import evidence_ids
from wwis_evidence.records import Review, key_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from wwis_evidence.findings import Finding, Path
    from wwis_evidence.frameworks import Indicator
    from wwis_evidence.library import Library
    from wwis_evidence.rating.facts import Dossier
    from wwis_evidence.records.framework import Criterion

FIXED = frozenset({"schema", "kind", "reviewer", "framework", "digest", "text_digest"})
"""What a form decides by itself."""
_STILL_TO_COME = frozenset({"missing-citation", "empty-reason"})
_LATEST = 9999


def review_path(slug: str, reviewer: str, dossier: Dossier) -> str | None:
    """Where a reviewer's next review of a case stands; None where no file can have such a name."""
    newest = max((r.sequence for r in dossier.reviews if r.reviewer == reviewer), default=0)
    path = f"reviews/{slug}/{reviewer}{f'.{newest + 1}' if newest else ''}.yaml"
    place = place_of(path)
    return path if newest < _LATEST and place and (place.kind, place.name) == ("review", reviewer) else None


def review_data(reviewer: str, day: date, dossier: Dossier, library: Library) -> dict[str, Any]:
    """An empty review: empty text stands wherever an answer is wanted."""
    framework = library.framework
    return {
        "schema": 1,
        "kind": "review",
        "reviewer": reviewer,
        "date": day.isoformat(),
        "framework": framework.reference,
        "digest": dossier.case.digest,
        "text_digest": dossier.case.text_digest,
        "interests": "",
        "indicators": {
            name: {
                "findings": {
                    criterion: {"finding": "", "cites": [], "because": ""} for criterion in indicator.scored
                },
                "bar": "",
                "because": "",
            }
            for name, indicator in framework.indicators.items()
        },
    }


def review_file(data: Mapping[str, Any], dossier: Dossier, library: Library) -> bytes:
    """A review as a commented file.

    Raises:
        AnswersError: The answers cannot be written into a file.
    """
    comments = review_comments(data, dossier, library)
    try:
        return commented(data, key_order(Review), comments)
    except LayoutError:
        raise AnswersError("the answers hold something that no file can hold") from None


def refused(path: str, data: dict[str, Any], library: Library, as_of: date) -> tuple[Finding, ...]:
    """What is wrong with the answers given so far, and not only still to come.

    The checks need a whole review, so answers that are still to come are stood in for.
    """
    empty = set(blanks(data))
    whole = deepcopy(data)
    framework = library.framework
    lowest = min(framework.findings, key=lambda finding: framework.findings[finding])
    stand_ins = {"finding": lowest, "bar": framework.bars[0], "interests": "none"}
    for path_ in empty:
        at: Any = whole
        for step in path_[:-1]:
            at = at[step]
        at[path_[-1]] = stand_ins.get(str(path_[-1]), "still to come")
    try:
        raw = commented(whole, key_order(Review), {})
    except LayoutError:
        raise AnswersError("the answers hold something that no file can hold") from None
    still = {".".join(map(str, field)) for field in empty}
    return tuple(
        finding
        for finding in judge(path, raw, library, as_of)
        if finding.severity == "error" and finding.field not in still and finding.code not in _STILL_TO_COME
    )


def review_comments(data: Mapping[str, Any], dossier: Dossier, library: Library) -> Comments:
    """What stands above each key: what is asked, with examples, and which evidence can bear it."""
    framework, case = library.framework, library.case(dossier.case.slug)
    needing = [finding for finding in framework.findings if framework.needs_evidence(finding)]
    comments: Comments = {
        ("schema",): [
            f"Review of “{case.title}” (casestudies/{dossier.case.slug}.yaml) by {data['reviewer']}.",
            "Score alone, from the case study and its sources.",
            "Write each answer between its quotation marks, then run: wwis-evidence check",
            f"A finding is {listed(framework.findings)}. Give each a reason in your own words.",
            f"For {listed(needing)}, name the evidence by its id: cites: [first-id, second-id]",
            "Name no child, young person or family.",
            f"Your review is published with your id and role under {library.settings.licence}.",
        ],
        ("digest",): ["Which evidence you are reviewing. Leave both lines as they are."],
        ("interests",): [
            "Any tie to those whose work this is, or to those who looked at it? If not, write none.",
            "Otherwise, with two spaces before declared:",
            "interests:",
            "  declared: (what it is; a moderator then says whether you may review)",
        ],
        END: [
            "If you wish, say what would help the authors most: take away the # below, and write the text.",
            Line('#for_the_authors: ""'),
        ],
    }
    if data.get("for_the_authors"):
        del comments[END]
    for name, indicator in framework.indicators.items():
        here: Path = ("indicators", name)
        comments[here] = list(_present(f"{indicator.title}.", indicator.record.statement))
        for criterion in indicator.scored:
            support = dossier.case.supports[name][criterion]
            order = list(evidence_ids(case))
            comments[(*here, "findings", criterion)] = [
                *question(indicator.record.criteria[criterion], criterion),
                *_bearing(
                    [i for i in order if i in support.fully], [i for i in order if i in support.partly]
                ),
            ]
        comments[(*here, "bar")] = [
            *_contest(indicator),
            f"The bar that fits best, on the whole: {listed(framework.bars)}.",
            *(f"  {bar}: {words.statement}" for bar, words in indicator.record.bars.items()),
        ]
    return comments


def question(rule: Criterion, criterion: str) -> Iterator[str]:
    """What is asked of a criterion, with an example of each finding."""
    yield f"{rule.title or criterion}: {rule.statement}"
    yield from _present(rule.guidance)
    yield from (f"  {finding}: {example}" for finding, example in rule.examples.items())


def _bearing(fully: list[str], partly: list[str]) -> Iterator[str]:
    in_part = [item for item in partly if item not in fully]
    if fully:
        yield f"Evidence that can support it: {', '.join(fully)}."
    if in_part:
        yield f"Evidence that can support it in part: {', '.join(in_part)}."
    if not partly:
        yield "No evidence item of this case can support it."


def _contest(indicator: Indicator) -> Iterator[str]:
    """How dates can be contested, where the framework lets reviewers do so."""
    for contested in sorted(indicator.contested_by):
        said = [
            rule.statement for rule in indicator.record.computed.values() if rule.contested_by == contested
        ]
        yield (
            f"Dates decide this, and you need not score it: {' '.join(text for text in said if text)} If you "
            f"find otherwise, add a finding named {contested} above, with a reason."
        )


def _present(*texts: str | None) -> Iterator[str]:
    yield from (text for text in texts if text)
