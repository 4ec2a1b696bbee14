"""Made-up reviewers, and what they say of a case study: reviews, and now and then a panel or a moderation."""

from __future__ import annotations

from dataclasses import dataclass
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


def reviews(
    random: Random, words: Data, case: CaseFacts, pool: Sequence[Reviewer], submitted: date, *, settled: bool
) -> dict[str, Data]:
    """Everything in a case study's reviews folder, by file name without its ending.

    Args:
        random: This case study's random numbers.
        words: The phrases.
        case: What the case study offers as evidence.
        pool: The register.
        submitted: The day on which the case study was sent in; all else comes after it.
        settled: Whether far-apart reviewers may be moderated, so that every file counts.
    """
    free = [seat for seat in pool if not seat.ties & case.keys and "active_to" not in seat.entry]
    reviewers = [seat for seat in free if "moderator" not in seat.entry["roles"]]
    lived = [seat for seat in reviewers if _LIVED.intersection(seat.entry["roles"])]
    first = random.choice(lived)
    others = [seat for seat in reviewers if seat is not first]
    panel = [first, *random.sample(others, random.choices((2, 3, 4), (80, 15, 5))[0])]
    panel.sort(key=lambda seat: seat.entry["id"])
    beside: dict[str, Data] = {}
    leaning = {name: random.choice((1, 1, 2)) for name in shipped_framework().indicators}
    reasons = _Reasons(random, words, len(panel))
    for number, seat in enumerate(panel):
        day = submitted + timedelta(random.randint(20, 110))
        beside[seat.entry["id"]] = _review(random, words, case, seat.entry["id"], day, leaning, reasons, number)
    last = max(review["date"] for review in beside.values())
    bars = {name: _spread(beside, name) for name in leaning}
    apart = [name for name, places in bars.items() if places[1] - places[0] >= shipped_framework().panel.moderation_spread]
    if apart and settled:
        moderator = random.choice([seat for seat in free if "moderator" in seat.entry["roles"]])
        beside["moderation"] = {
            "schema": 1,
            "kind": "moderation",
            "moderator": moderator.entry["id"],
            "date": (date.fromisoformat(last) + timedelta(14)).isoformat(),
            "digest": case.digest,
            "indicators": {
                name: {"bar": shipped_framework().bars[bars[name][0]], "because": random.choice(words["moderation"])}
                for name in apart
            },
        }
    if random.random() < 0.3:  # noqa: PLR2004 - some panels are fixed in advance
        ids = [seat.entry["id"] for seat in panel]
        day = (submitted + timedelta(10)).isoformat()
        beside["panel"] = {"schema": 1, "kind": "panel", "date": day, "reviewers": ids}
    if random.random() < 0.05:  # noqa: PLR2004 - a few areas answer
        day = (date.fromisoformat(last) + timedelta(30)).isoformat()
        beside["reply"] = {"schema": 1, "kind": "reply", "by": sorted(case.submitters)[0], "date": day}
        beside["reply"]["text"] = random.choice(words["replies"])
    return beside


def _spread(beside: dict[str, Data], name: str) -> tuple[int, int]:
    """The lowest and the highest bar that reviewers gave, as positions."""
    places = [shipped_framework().position(review["indicators"][name]["bar"]) for review in beside.values()]
    return min(places), max(places)


class _Reasons:
    """Reasons that differ from reviewer to reviewer of one criterion."""

    def __init__(self, random: Random, words: Data, reviewers: int) -> None:
        self._random = random
        self._words = words
        self._shuffled: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
        self._reviewers = reviewers

    def give(self, finding: str, criterion: str, number: int, item: str) -> str:
        """The reason of one reviewer."""
        kept = self._shuffled.get((finding, criterion))
        if kept is None:
            parts = self._words["reasons"][finding]
            kept = tuple(self._random.sample(parts[key], len(parts[key])) for key in ("openers", "closers"))
            self._shuffled[finding, criterion] = kept
        opener, closer = (part[number % len(part)] for part in kept)
        return f"{opener.format(item=item or 'one item', source='report')} {closer}"


def _review(  # noqa: PLR0913 - what one review is made from
    random: Random,
    words: Data,
    case: CaseFacts,
    reviewer: str,
    day: date,
    leaning: dict[str, int],
    reasons: _Reasons,
    number: int,
) -> Data:
    framework = shipped_framework()
    indicators = {}
    for name, indicator in framework.indicators.items():
        place = min(max(leaning[name] + random.choices((-1, 0, 1), (8, 80, 12))[0], 0), len(framework.bars) - 1)
        bar = framework.bars[place]
        indicators[name] = {
            "findings": {
                criterion: _finding(random, case.supports[name][criterion], criterion, reasons, number)
                for criterion in indicator.scored
            },
            "bar": bar,
            "because": words["bar_reasons"][bar][number % len(words["bar_reasons"][bar])],
        }
    return {
        "schema": 1,
        "kind": "review",
        "reviewer": reviewer,
        "date": day.isoformat(),
        "framework": framework.reference,
        "digest": case.digest,
        "text_digest": case.text_digest,
        "interests": "none",
        "indicators": indicators,
        "for_the_authors": random.choice(words["for_the_authors"]),
    }


def _finding(random: Random, support: Support, criterion: str, reasons: _Reasons, number: int) -> Data:
    """What a reviewer finds, as far as the evidence can bear it."""
    if support.fully:
        finding = random.choices(("met", "partly", "not-met"), (75, 18, 7))[0]
    elif support.partly:
        finding = random.choices(("partly", "not-met"), (60, 40))[0]
    else:
        finding = random.choices(("not-met", "cannot-tell"), (90, 10))[0]
    cites: list[str] = []
    if finding in {"met", "partly"}:
        able = sorted(support.fully or support.partly)
        cites = random.sample(able, min(len(able), random.choice((1, 1, 2))))
    reason = reasons.give(finding, criterion, number, cites[0] if cites else "")
    return {"finding": finding, "cites": cites, "because": reason} if cites else {"finding": finding, "because": reason}
