"""What a proof bundle holds, and how it is made.

``Contents`` is what cannot be worked out; ``statement`` works out all the rest. Making a bundle and
verifying one both end in ``statement``, so that they cannot disagree on what follows from what.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from wwis_evidence import __version__
from wwis_evidence.common import Common
from wwis_evidence.library import Library
from wwis_evidence.proof.seal import seal
from wwis_evidence.rating.evidence import own_names
from wwis_evidence.rating.facts import Dossier, Register, case_facts
from wwis_evidence.rating.facts_json import plain
from wwis_evidence.rating.validity import moderation_problems, review_problems
from wwis_evidence.records import CaseStudy, LibrarySettings, Review
from wwis_evidence.records.base import NOT_STATED
from wwis_evidence.records.digests import evidence_bearing
from wwis_evidence.reports.answers import item_answer
from wwis_evidence.vocabulary import Areas

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from wwis_evidence.frameworks import Framework
    from wwis_evidence.rating import Rating
    from wwis_evidence.rating.facts import ReviewFacts

KIND, SCHEMA = "proof-bundle", 1
TOOL = f"wwis-evidence {__version__}"
MOST_REVIEWS = 200  # of one item; far above any panel, and it keeps a hostile bundle's work to a second

Names = dict[str, frozenset[str]]
"""Each name in a case's evidence, and what it shares with others (``Areas.keys``)."""
Because = dict[str, Any]
"""A review's reasons: by indicator, for its bar and for each finding."""


class NothingToProveError(Exception):
    """An item has no public rating; ``status`` says why, and is a term of the vocabulary."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a rating rests on and that cannot be worked out from anything else.

    Attributes:
        tool: The program and version that made the bundle.
        as_of: The day of the answer.
        study: The evidence-bearing part of the case study, which is what the digest covers.
        names: What the names in it share with others, as the library's list of areas has it.
        dossier: What stands on file. Of the case itself only what ``study`` does not tell is used; whether a
            review or moderation is valid is found anew.
        because: Each review's reasons, in the dossier's order; None for a review that does not count.
        register: Register entries of those involved.
        review_period_months: The library's own period, if it has one.
        framework: The rule.
    """

    tool: str
    as_of: date
    study: CaseStudy
    names: Names
    dossier: Dossier
    because: tuple[Because | None, ...]
    register: Register
    review_period_months: int | None
    framework: Framework


def make_bundle(library: Library, slug: str, as_of: date) -> dict[str, Any]:
    """Make the sealed bundle of one item.

    Raises:
        KeyError: There is no such case, or its file could not be read.
        NothingToProveError: It has no public rating on that day.
    """
    rating = library.rate(slug, as_of)
    if not rating.public:
        raise NothingToProveError(rating.status)
    dossier, study = library.dossiers[slug], evidence_only(evidence_bearing(library.case(slug)))
    contents = Contents(
        tool=TOOL,
        as_of=as_of,
        study=study,
        names={name: library.areas.keys(name) for name in names_in(study)},
        dossier=dossier,
        because=tuple(_because(review.path, library, rating) for review in dossier.reviews),
        register=_entries(involved(dossier), library.register),
        review_period_months=library.settings.review_period_months,
        framework=library.framework,
    )
    return seal(statement(contents))


def statement(contents: Contents) -> dict[str, Any]:
    """Everything that a bundle says, worked out from its contents; without the seal.

    Raises:
        KeyError: The contents do not say what a name shares with others.
    """
    dossier, framework = _found_anew(contents), contents.framework
    settings = LibrarySettings(review_period_months=contents.review_period_months)
    common = Common(settings, framework, True, Areas((), ()), contents.register, {})  # noqa: FBT003 - it is usable
    library = Library(common, folders={}, files={}, dossiers={dossier.case.slug: dossier})
    rating = library.rate(dossier.case.slug, contents.as_of)
    answer = item_answer(rating, library)
    used = _entries(involved(dossier), contents.register)
    stated: dict[str, Any] = plain(
        {
            "schema": SCHEMA,
            "kind": KIND,
            "tool": contents.tool,
            "as_of": contents.as_of,
            "slug": rating.slug,
            "result": _result(answer),
            "derivation": answer,
            "case": dossier.case,
            "evidence": evidence_bearing(contents.study),
            "names": {name: contents.names[name] for name in names_in(contents.study)},
            "reviews": [
                {"facts": facts, "because": because}
                for facts, because in zip(dossier.reviews, contents.because, strict=True)
            ],
            "panel": dossier.panel,
            "published": dossier.published,
            "moderations": dossier.moderations,
            "set_aside": dossier.set_aside,
            "register": {
                person: [replace(entry, reviewer=person) for entry in entries]
                for person, entries in used.items()
            },
            "review_period_months": contents.review_period_months,
            "framework": {
                "id": framework.id,
                "version": framework.version,
                "sha256": framework.sha256,
                "text": framework.raw.decode(),
            },
        }
    )
    return stated


def evidence_only(evidence: Mapping[str, Any]) -> CaseStudy:
    """A case study that holds its evidence and no more.

    Raises:
        pydantic.ValidationError: These are not the evidence-bearing fields of a case study.
    """
    return CaseStudy.model_validate({"schema": 1, **evidence})


def names_in(study: CaseStudy) -> list[str]:
    """Every name in the evidence that can tie someone to the case."""
    others = {item.by for item in study.evaluation} | {item.where for item in study.replication}
    return sorted({*own_names(study), *(others - {NOT_STATED})})


def involved(dossier: Dossier) -> list[str]:
    """Ids of all who reviewed, moderated or ruled on an interest."""
    people = {review.reviewer for review in dossier.reviews}
    people |= {review.ruled_by for review in dossier.reviews if review.ruled_by}
    return sorted(people | {record.moderator for record in dossier.moderations})


def _entries(people: Iterable[str], register: Register) -> Register:
    return {person: register[person] for person in people if person in register}


def _because(path: str, library: Library, rating: Rating) -> Because | None:
    """The reasons of a review that counts; those of others are not part of the proof."""
    record = library.files[path].record
    if path not in {counted.review.path for counted in rating.counting} or not isinstance(record, Review):
        return None
    return {
        name: {
            "bar": part.because,
            "findings": {criterion: finding.because for criterion, finding in part.findings.items()},
        }
        for name, part in record.indicators.items()
    }


def _found_anew(contents: Contents) -> Dossier:
    """The dossier with everything in it that follows from the evidence and the framework."""
    dossier, framework, given = contents.dossier, contents.framework, contents.dossier.case
    case = replace(
        case_facts(given.slug, given.path, contents.study, framework, contents.names.__getitem__),
        draft=given.draft,
        text_digest=given.text_digest,
        ended=given.ended,
        superseded_by=given.superseded_by,
        review_by=given.review_by,
    )

    def valid(review: ReviewFacts) -> bool:
        # A file that could not be read, or that bears another's name, is no review whatever it says.
        return review.valid and not review_problems(review, case, framework)

    return replace(
        dossier,
        case=case,
        reviews=tuple(replace(review, valid=valid(review)) for review in dossier.reviews),
        moderations=tuple(
            replace(record, valid=not moderation_problems(record, framework))
            for record in dossier.moderations
        ),
    )


def _result(item: Mapping[str, Any]) -> dict[str, Any]:
    """What a reader is told: the status, and each indicator's bar and place."""
    return {
        **{key: item[key] for key in ("status", "basis", "due")},
        "indicators": {
            name: {key: part[key] for key in ("bar", "position", "of", "no_bar")}
            for name, part in item["indicators"].items()
        },
    }
