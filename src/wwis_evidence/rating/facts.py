"""The few facts of each record that a rating rests on.

A rating reads these and nothing else: not the words, not the files. They are small and plain, so that they
can be kept, sent and compared.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - facts_json.py has these types looked up, as is date
from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 - as Mapping
from typing import TYPE_CHECKING, Literal

from wwis_evidence.rating.evidence import evidence_ids, months_sustained, own_names, supporting
from wwis_evidence.records.base import NOT_STATED, first_day, last_day
from wwis_evidence.records.digests import digests

if TYPE_CHECKING:
    from collections.abc import Callable

    from wwis_evidence.frameworks import Framework
    from wwis_evidence.records.case_study import CaseStudy
    from wwis_evidence.records.panel import Moderation, PublishedPanel
    from wwis_evidence.records.register import RegisterEntry
    from wwis_evidence.records.review import Review

    Keys = Callable[[str], frozenset[str]]
    """What a name shares with others: a council's name gives its area, any other name itself."""


@dataclass(frozen=True, slots=True)
class Support:
    """Ids of the evidence items that can support a criterion fully, and those that can in part."""

    fully: frozenset[str]
    partly: frozenset[str]


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What a rating needs to know of a case study.

    ``months`` is how long the work is known to have been sustained; ``keys`` is the conflict set;
    ``supports`` is by indicator, then criterion; ``review_by`` is the last day it can mean.
    """

    slug: str
    path: str
    kind: str
    draft: bool
    digest: str
    text_digest: str
    months: int | None
    keys: frozenset[str]
    submitters: frozenset[str]
    evidence: frozenset[str]
    supports: Mapping[str, Mapping[str, Support]]
    ended: Literal["withdrawn", "superseded"] | None
    superseded_by: str | None
    review_by: date | None


@dataclass(frozen=True, slots=True)
class FindingFact:
    """One reviewer's finding on one criterion."""

    finding: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """What a rating needs to know of a review. ``sequence`` is 1 for ``R02.yaml``, 2 for ``R02.2.yaml``.

    A file that is no review at all is still listed, with ``valid`` false and the reviewer its name gives.
    ``interest`` is None where none is declared, else whether a moderator ruled that the reviewer may review.
    """

    path: str
    reviewer: str
    sequence: int
    valid: bool
    date: str = ""
    framework: str | None = None
    digest: str = ""
    text_digest: str | None = None
    interest: Literal["may-review", "sits-out", "undecided"] | None = None
    ruled_by: str | None = None
    bars: Mapping[str, str] = field(default_factory=dict)
    findings: Mapping[str, Mapping[str, FindingFact]] = field(default_factory=dict)

    @property
    def age_key(self) -> tuple[str, int, str]:
        """Sorts a reviewer's reviews, oldest first."""
        return (self.date, self.sequence, self.path)


@dataclass(frozen=True, slots=True)
class PanelFacts:
    """Who was asked, who of them could not, and the record's day (ISO text; empty where not known)."""

    path: str
    members: frozenset[str]
    absent: frozenset[str]
    date: str = ""


@dataclass(frozen=True, slots=True)
class ModerationFacts:
    """A moderation record: the bar it settles on, by indicator."""

    path: str
    moderator: str
    sequence: int
    date: str
    digest: str
    bars: Mapping[str, str]
    valid: bool = True


@dataclass(frozen=True, slots=True)
class PublishedBar:
    """A printed bar; ``confirmed`` is None where the printed reason was not seen."""

    bar: str
    confirmed: tuple[str, ...] | None
    stated_count: int | None


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """One entry of the register: a reviewer's roles and ties for a period (whole days, both included)."""

    reviewer: str
    roles: tuple[str, ...]
    keys: frozenset[str]
    active_from: str
    active_to: str

    def in_force(self, day: str) -> bool:
        """Whether the entry holds on a day (ISO text)."""
        return self.active_from <= day <= self.active_to


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that stands on file for one case."""

    case: CaseFacts
    reviews: tuple[ReviewFacts, ...] = ()
    panel: PanelFacts | None = None
    published: Mapping[str, PublishedBar] | None = None
    moderations: tuple[ModerationFacts, ...] = ()
    set_aside: frozenset[str] = frozenset()


Register = dict[str, tuple[RegisterFacts, ...]]
"""Register entries by reviewer id."""

_FOREVER = "9999-12-31"


def case_facts(slug: str, path: str, case: CaseStudy, framework: Framework, keys: Keys) -> CaseFacts:
    """The facts of a case study; ``keys`` resolves names to what they share with others."""
    own = frozenset().union(*(keys(name) for name in own_names(case)))
    # A replication or evaluation by "not-stated" is nobody that a reviewer could share a tie with.
    others = {item.by for item in case.evaluation} | {item.where for item in case.replication}
    tied = own.union(*(keys(name) for name in others - {NOT_STATED}))
    # Of two on the same day the one further down the file is the last.
    endings = sorted((c for c in case.changes if c.type in _ENDINGS), key=lambda change: change.date)
    ending = endings[-1] if endings else None
    digest, text_digest = digests(case)
    return CaseFacts(
        slug=slug,
        path=path,
        kind=case.kind,
        draft=case.draft,
        digest=digest,
        text_digest=text_digest,
        months=months_sustained(case.sustained),
        keys=tied,
        submitters=frozenset(case.submitted_by),
        evidence=frozenset(evidence_ids(case)),
        supports={
            name: {
                criterion: Support(
                    supporting(case, rule.supported_by, own, keys),
                    supporting(case, (*rule.supported_by, *rule.partly_by), own, keys),
                )
                for criterion, rule in indicator.record.criteria.items()
            }
            for name, indicator in framework.indicators.items()
        },
        ended=_ENDINGS[ending.type] if ending else None,
        superseded_by=ending.superseded_by if ending else None,
        review_by=last_day(case.review_by) if case.review_by else None,
    )


_ENDINGS: dict[str, Literal["withdrawn", "superseded"]] = {
    "withdrawal": "withdrawn",
    "supersession": "superseded",
}


def review_facts(path: str, sequence: int, review: Review) -> ReviewFacts:
    """The facts of a review whose shape is right."""
    interests = review.interests
    return ReviewFacts(
        path=path,
        reviewer=review.reviewer,
        sequence=sequence,
        valid=True,
        date=review.date,
        framework=review.framework,
        digest=review.digest,
        text_digest=review.text_digest,
        interest=(interests.ruling or "undecided") if interests.declared else None,
        ruled_by=interests.by,
        bars={name: indicator.bar for name, indicator in review.indicators.items()},
        findings={
            name: {c: FindingFact(f.finding, f.cites) for c, f in indicator.findings.items()}
            for name, indicator in review.indicators.items()
        },
    )


def moderation_facts(path: str, sequence: int, record: Moderation) -> ModerationFacts:
    """The facts of a moderation record."""
    bars = {name: indicator.bar for name, indicator in record.indicators.items()}
    return ModerationFacts(path, record.moderator, sequence, record.date, record.digest, bars)


def published_facts(record: PublishedPanel) -> dict[str, PublishedBar]:
    """A programme's printed outcome, by indicator."""
    return {n: PublishedBar(i.bar, i.confirmed, i.stated_count) for n, i in record.indicators.items()}


def register_facts(entry: RegisterEntry, keys: Keys) -> RegisterFacts:
    """One register entry, with its areas and organisations as what they share with others."""
    return RegisterFacts(
        reviewer=entry.id,
        roles=entry.roles,
        keys=frozenset().union(*(keys(name) for name in (*entry.areas, *entry.organisations))),
        active_from=first_day(entry.active_from).isoformat(),
        active_to=last_day(entry.active_to).isoformat() if entry.active_to else _FOREVER,
    )
