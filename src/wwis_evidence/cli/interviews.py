"""The questions of ``wwis-evidence new`` at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wwis_evidence.cli.asking import ask, say
from wwis_evidence.contributing import case_form, review_form
from wwis_evidence.contributing.answers import AnswersError
from wwis_evidence.rating.evidence import evidence_ids
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from wwis_evidence.findings import Finding
    from wwis_evidence.library import Library
    from wwis_evidence.rating.facts import Dossier

    Refused = Callable[[], Sequence[Finding]]

_LATER = "Enter alone leaves a question for later; Ctrl+D ends the questions and keeps your answers."


def review_interview(data: dict[str, Any], path: str, dossier: Dossier, library: Library, day: date) -> None:
    """Put a reviewer's answers into a review."""
    framework = library.framework

    def refused() -> Sequence[Finding]:
        return review_form.refused(path, data, library, day)

    say(
        f"Review of “{library.case(dossier.case.slug).title}”. Score alone, from the case study. {_LATER}", ""
    )
    if data["interests"] == "":
        told = _asked(
            data,
            "interests",
            "Any tie to those whose work this is? Write none, or say which.",
            refused,
            _interests,
        )
        if not told:
            say("  Left for later.")
    order = list(evidence_ids(library.case(dossier.case.slug)))
    for name, indicator in framework.indicators.items():
        say("", indicator.title.upper())
        part = data["indicators"][name]
        for criterion in indicator.scored:
            given = part["findings"][criterion]
            if given["finding"]:
                continue
            say("", *review_form.question(indicator.record.criteria[criterion], criterion))
            given["finding"] = ask("Finding?", choices=list(framework.findings))
            if framework.needs_evidence(given["finding"]):
                support = dossier.case.supports[name][criterion]
                fitting = [item for item in order if item in support.partly]
                say(f"Evidence that can bear it: {', '.join(fitting) or 'none of this case'}")
                _asked(given, "cites", "Which of it? (ids, with commas)", refused, _ids)
            if given["finding"]:
                _asked(given, "because", "Why?", refused)
        if not part["bar"]:
            say("", f"{indicator.title}: the bar that fits best, on the whole.")
            say(*(f"  {bar}: {words.statement}" for bar, words in indicator.record.bars.items()))
            part["bar"] = ask("Bar?", choices=framework.bars)
            _asked(part, "because", "Why?", refused)


def case_interview(data: dict[str, Any], slug: str, library: Library, day: date) -> None:
    """Put an author's answers into a case study; evidence and sources are left to the file."""
    path = f"casestudies/{slug}.yaml"

    def refused() -> Sequence[Finding]:
        return case_form.refused(path, data, library, day)

    say(
        f"A new case study, to be published under {library.settings.licence} once it has been reviewed. "
        f"Name no child, young person or family. {_LATER}",
        "",
    )
    _unless(data, "title", "Title: what is done, and where?", refused)
    _unless(data, "summary", "Summary, in two or three plain sentences?", refused)
    if "theme" not in data:
        theme = ask("Theme?", choices=list(load().terms("themes")))
        data |= {"theme": theme} if theme else {}
    _unless(data, "local_areas", "Local areas whose work this is? (with commas)", refused, _ids)
    _unless(data, "organisations", "Organisations that took part? (with commas)", refused, _ids)
    if "trigger" not in data:
        kind = ask("What made you start?", choices=list(load().terms("triggers")))
        if kind:
            data["trigger"] = {"kind": kind}
            _unless(data["trigger"], "text", "How did you notice?", refused)
    _unless(data, "approach", "What did you do, so that others could do it?", refused)
    _unless(data, "co_production", "What did children, young people and families decide with you?", refused)
    if "sustained" not in data:
        _unless(
            data,
            "sustained",
            "Since when has it gone on? (2024, 2024-03 or 2024-03-20)",
            refused,
            _since(day),
        )
    _unless(data, "limits", "What did not work, or for whom?", refused)


def _asked(
    into: dict[str, Any],
    key: str,
    question: str,
    refused: Refused,
    made: Callable[[str], Any] = str,
) -> bool:
    """Ask for one value until the checks have nothing against it; whether there is an answer."""
    before = into.get(key)
    known = {finding.message for finding in refused()}

    def wrong(answer: str) -> Iterator[str]:
        into[key] = made(answer)
        try:
            found = [finding for finding in refused() if finding.message not in known]
        except AnswersError as error:
            yield f"{error}."
        else:
            yield from (f"{finding.message} {finding.hint}" for finding in found)

    answered = False
    try:
        answered = bool(ask(question, wrong=wrong))
    finally:  # an answer that will not do is not kept, however the questions end
        if not answered and before is None:
            into.pop(key, None)
        elif not answered:
            into[key] = before
    return answered


def _unless(
    into: dict[str, Any], key: str, question: str, refused: Refused, made: Callable[[str], Any] = str
) -> None:
    """Ask for a key that has no answer yet."""
    if key not in into:
        _asked(into, key, question, refused, made)


def _ids(answer: str) -> list[str]:
    return [part.strip() for part in answer.split(",") if part.strip()]


def _interests(answer: str) -> Any:  # noqa: ANN401 - a word or a mapping
    return "none" if answer.casefold() == "none" else {"declared": answer}


def _since(day: date) -> Callable[[str], dict[str, Any]]:
    return lambda answer: {"from": answer, "to": "ongoing", "as_of": day.isoformat()}
