"""Made-up reviewers, and what they say of a case study: reviews, and now and then a panel or a moderation."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from wwis_evidence.frameworks import shipped_framework

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from wwis_evidence.rating.facts import CaseFacts, Support

    Data = dict[str, Any]

_ROLES = (
    "parent-carer",
    "education",
    "health",
    "parent-carer",
    "local-authority",
    "social-care",
    "young-person",
    "research",
    "voluntary-sector",
)
_MODERATORS = 6
_FEWEST, _CASES_EACH = 30, 12
_ENDED = 10  # every so many-th entry has ended
_LIVED = {"parent-carer", "young-person"}
_MODERATOR = "moderator"
_WITH_AN_AREA, _FIXED_IN_ADVANCE, _ANSWERED = 0.4, 0.3, 0.05
"""Shares of reviewers who are tied to an area, of panels written down beforehand, of areas that reply."""


@dataclass(frozen=True, slots=True)
class Reviewer:
    """An entry of the register, and what its names share with others."""

    entry: Data
    ties: frozenset[str]


def seats(random: Random, cases: int, areas: Sequence[str], organisations: Sequence[str]) -> tuple[Data, ...]:
    """The register: moderators first, then reviewers of every role, some with an area and an organisation."""
    entries = []
    for number in range(1, _MODERATORS + max(_FEWEST, cases // _CASES_EACH) + 1):
        moderates = number <= _MODERATORS
        role = "research" if moderates else _ROLES[number % len(_ROLES)]
        area = [random.choice(areas)] if not moderates and random.random() < 0.4 else []  # noqa: PLR2004 - the rest have none
        entry: Data = {
            "id": f"R{number:03d}",
            "roles": ["moderator", role] if moderates else [role],
            "areas": area,
            "organisations": [f"{area[0]} {random.choice(organisations)}"] if area else [],
            "active_from": date(random.randint(2018, 2022), random.randint(1, 12), 1).isoformat(),
        }
        if not moderates and number % _ENDED == 0:
            entry["active_to"] = "2022-12-31"
        entries.append(entry)
    return tuple(entries)


@dataclass(slots=True)
class Desk:
    """Where the reviews of one case study are written: its random numbers, the phrases, its evidence."""

    random: Random
    words: Data
    case: CaseFacts
    shuffled: dict[tuple[str, str], list[list[str]]] = field(default_factory=dict)

    def everything(self, pool: Sequence[Reviewer], submitted: date, *, settled: bool) -> dict[str, Data]:
        """All that goes into a case study's reviews folder, by file name without its ending.

        Args:
            pool: The register.
            submitted: The day on which the case study was sent in; all else comes after it.
            settled: Whether reviewers who are far apart are moderated.
        """
        free = [seat for seat in pool if not seat.ties & self.case.keys and "active_to" not in seat.entry]
        panel = self._panel([seat for seat in free if _MODERATOR not in seat.entry["roles"]])
        # Of four bars most cases lie near the middle, and so do their reviewers.
        leaning = {name: self.random.choice((1, 1, 2)) for name in shipped_framework().indicators}
        beside = {
            seat: self._review(number, seat, submitted + timedelta(self.random.randint(20, 110)), leaning)
            for number, seat in enumerate(panel)
        }
        last = max(date.fromisoformat(review["date"]) for review in beside.values())
        lowest = self._far_apart(list(beside.values()))
        more: dict[str, Data] = {}
        if lowest and settled:
            moderators = [seat.entry["id"] for seat in free if _MODERATOR in seat.entry["roles"]]
            more["moderation"] = self._moderation(self.random.choice(moderators), last, lowest)
        if self.random.random() < _FIXED_IN_ADVANCE:
            day = submitted + timedelta(10)
            more["panel"] = {"schema": 1, "kind": "panel", "date": day.isoformat(), "reviewers": panel}
        if self.random.random() < _ANSWERED:
            day = last + timedelta(30)
            reply = {"by": min(self.case.submitters), "date": day.isoformat()}
            more["reply"] = {"schema": 1, "kind": "reply", **reply, "text": self._one_of("replies")}
        return beside | more

    def _one_of(self, name: str) -> str:
        return str(self.random.choice(self.words[name]))

    def _panel(self, reviewers: list[Reviewer]) -> list[str]:
        """Three to five reviewers by id, one of them at least with lived experience."""
        first = self.random.choice([seat for seat in reviewers if _LIVED.intersection(seat.entry["roles"])])
        others = [seat for seat in reviewers if seat is not first]
        count = self.random.choices((2, 3, 4), (80, 15, 5))[0]
        return sorted(seat.entry["id"] for seat in (first, *self.random.sample(others, count)))

    def _far_apart(self, reviews: list[Data]) -> dict[str, int]:
        """The lowest bar, as a position, of each indicator on which reviewers are far apart."""
        framework = shipped_framework()
        lowest = {}
        for name in framework.indicators:
            places = [framework.position(review["indicators"][name]["bar"]) for review in reviews]
            if max(places) - min(places) >= framework.panel.moderation_spread:
                lowest[name] = min(places)
        return lowest

    def _moderation(self, moderator: str, last: date, lowest: dict[str, int]) -> Data:
        bars = shipped_framework().bars
        return {
            "schema": 1,
            "kind": "moderation",
            "moderator": moderator,
            "date": (last + timedelta(14)).isoformat(),
            "digest": self.case.digest,
            "indicators": {
                name: {"bar": bars[place], "because": self._one_of("moderation")}
                for name, place in lowest.items()
            },
        }

    def _review(self, number: int, reviewer: str, day: date, leaning: dict[str, int]) -> Data:
        framework = shipped_framework()
        indicators = {}
        for name, indicator in framework.indicators.items():
            place = leaning[name] + self.random.choices((-1, 0, 1), (8, 80, 12))[0]
            bar = framework.bars[place]
            reasons = self.words["bar_reasons"][bar]
            indicators[name] = {
                "findings": {
                    criterion: self._finding(number, criterion, self.case.supports[name][criterion])
                    for criterion in indicator.scored
                },
                "bar": bar,
                "because": reasons[number % len(reasons)],
            }
        return {
            "schema": 1,
            "kind": "review",
            "reviewer": reviewer,
            "date": day.isoformat(),
            "framework": framework.reference,
            "digest": self.case.digest,
            "text_digest": self.case.text_digest,
            "interests": "none",
            "indicators": indicators,
            "for_the_authors": self._one_of("for_the_authors"),
        }

    def _finding(self, number: int, criterion: str, support: Support) -> Data:
        """What a reviewer finds, as far as the evidence can bear it."""
        if support.fully:
            finding = self.random.choices(("met", "partly", "not-met"), (75, 18, 7))[0]
        elif support.partly:
            finding = self.random.choices(("partly", "not-met"), (60, 40))[0]
        else:
            finding = self.random.choices(("not-met", "cannot-tell"), (90, 10))[0]
        able = sorted(support.fully or support.partly) if finding in {"met", "partly"} else []
        cites = self.random.sample(able, min(len(able), self.random.choice((1, 1, 2))))
        reason = self._reason(number, criterion, finding, cites[0] if cites else "")
        return {"finding": finding, **({"cites": cites} if cites else {}), "because": reason}

    def _reason(self, number: int, criterion: str, finding: str, item: str) -> str:
        """A reason that no other reviewer gives for the same finding."""
        if (criterion, finding) not in self.shuffled:
            parts = self.words["reasons"][finding]
            self.shuffled[criterion, finding] = [
                self.random.sample(parts[key], len(parts[key])) for key in ("openers", "closers")
            ]
        opener, closer = (part[number % len(part)] for part in self.shuffled[criterion, finding])
        return f"{opener.format(item=item, source='report')} {closer}"
