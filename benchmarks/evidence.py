"""A made-up case study: its data, in which every date, figure and source fits the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from random import Random

    Data = dict[str, Any]

_FIRST, _LAST = date(2023, 3, 1), date(2026, 2, 1)
"""Days between which case studies were sent in."""
_EVALUATIONS = (
    # method, whether by an outsider, baseline, shared with
    ("internal-review", False, "none", "team"),
    ("internal-evaluation", False, "set-at-outset", "partners"),
    ("internal-evaluation", False, "set-later", "organisation"),
    ("peer-review", True, "not-stated", "partners"),
    ("external-review", True, "not-stated", "public"),
    ("inspection", True, "none", "public"),
    ("independent-evaluation", True, "set-at-outset", "public"),
    ("research", True, "set-at-outset", "public"),
)
_IMPACT_AREAS = ("activity", "professional-feedback", "lived-experience", "outcomes")
_SMALLEST_BASE = 60  # people: large enough that no share of it stands for a handful


@dataclass(frozen=True, slots=True)
class _Maker:
    """What every part of one case study is made from: its random numbers, the words, its dates."""

    random: Random
    words: Data
    fill: dict[str, str]
    start: date
    end: date
    sources: tuple[str, ...]

    def pick(self, *way: str) -> str:
        """One of the phrases at a place in the words, its blanks filled."""
        return self.fill_in(self.random.choice(self._at(way)))

    def sample(self, count: int, *way: str) -> list[str]:
        """Several different phrases."""
        return [self.fill_in(text) for text in self.random.sample(self._at(way), count)]

    def _at(self, way: tuple[str, ...]) -> Any:  # noqa: ANN401 - a list or mapping of phrases
        found: Any = self.words
        for step in way:
            found = found[step]
        return found

    def fill_in(self, text: str) -> str:
        """Put this case study's names, and fresh numbers, into a phrase."""
        numbers = {
            "years": self.random.randint(2, 4),
            "weeks": self.random.randint(6, 20),
            "share": self.random.randint(15, 85),
            "days": self.random.randint(6, 18),
            "minutes": self.random.choice((20, 30, 40, 45)),
            "sites": self.random.randint(7, 40),
            "people": self.random.choice(("Six", "Seven", "Eight", "Nine", "Ten", "Twelve")),
        }
        return text.format(**self.fill, **numbers)

    def month(self, first: date, last: date) -> str:
        """A month between two days, as ``2024-05``."""
        return (first + timedelta(self.random.randint(0, max(0, (last - first).days)))).strftime("%Y-%m")

    def source(self) -> str:
        """One of the sources."""
        return self.random.choice(self.sources)


def case_study(random: Random, words: Data, area: str, work: Data, group: Data) -> tuple[Data, date]:
    """A case study's data, and the day on which it was sent in."""
    submitted = _FIRST + timedelta(random.randint(0, (_LAST - _FIRST).days))
    end = (submitted - timedelta(random.randint(120, 240))).replace(day=1)
    start = (end - timedelta(30 * random.randint(10, 66))).replace(day=1)
    organisations = [f"{area} {name}" for name in random.sample(words["organisations"], random.randint(1, 3))]
    fill = {"group": group["title"], "work": work["title"].lower(), "organisation": organisations[0]}
    fill["partner"] = organisations[-1]
    maker = _Maker(
        random, words, fill, start, end, tuple(f"source-{n}" for n in range(1, random.randint(4, 6)))
    )
    case = {
        "schema": 1,
        "kind": "case-study",
        "title": f"{work['title']} for {group['title']} in {area}",
        "summary": f"{area} {work['did']}. It was meant for {group['title']}. {maker.pick('gains')}",
        "theme": work["theme"],
        "local_areas": [area],
        "organisations": organisations,
        "submitted_by": [organisations[0]],
        "origin": {"kind": "submitted"},
        "enablers": [
            {"id": name, "how": maker.pick("enablers", name)}
            for name in random.sample(list(words["enablers"]), random.randint(2, 3))
        ],
        "phases": [random.choice(("putting-down-roots", "green-shoots", "flourishing"))],
        "facets": {
            "age_phases": group["age_phases"],
            "support_levels": random.sample(("universal", "targeted", "sen-support", "ehc-plan"), 2),
            "sectors": group["sectors"],
        },
        "trigger": _trigger(maker),
        "approach": _approach(maker),
        "co_production": " ".join(maker.sample(2, "co_production")),
        "resources": {
            "money": {
                "amount": random.randint(12, 240) * 500,
                "currency": "GBP",
                "period": "year",
                "note": maker.pick("money_notes"),
            },
            "staff": maker.pick("staff"),
        },
        "sustained": {
            "from": start.strftime("%Y-%m"),
            "to": "ongoing",
            "as_of": end.strftime("%Y-%m"),
            "source": maker.source(),
        },
        "evaluation": _evaluation(maker),
        "replication": _replication(maker, area),
        "impact": _impact(maker),
        "limits": " ".join(maker.sample(random.randint(2, 3), "limits")),
        "advice": " ".join(maker.sample(random.randint(1, 2), "advice")),
        "consent": {"approved_by": f"{organisations[0]} board", "date": submitted.isoformat()},
        "licence": "OGL-UK-3.0",
        "changes": [
            {"date": submitted.isoformat(), "type": "evidence", "note": "First submission."},
            {"date": submitted.isoformat(), "type": "editorial", "note": "Spelling."},
        ],
    }
    case["sources"] = _sources(maker, case, organisations, submitted)
    return {key: value for key, value in case.items() if value != []}, submitted


def _trigger(maker: _Maker) -> Data:
    kind = maker.random.choice(sorted(maker.words["triggers"]))
    return {"kind": kind, "text": maker.pick("triggers", kind)}


def _approach(maker: _Maker) -> str:
    """Eight to eleven sentences: some of a stock, as people have, and more that hardly occur twice."""
    sentences = maker.sample(3, "approach") + [_step(maker) for _ in range(maker.random.randint(5, 8))]
    maker.random.shuffle(sentences)
    paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
    return "\n\n".join(paragraphs) + "\n"


def _step(maker: _Maker) -> str:
    """A sentence about something that was done, by whom, where and when."""
    words = {name: maker.random.choice(choices) for name, choices in maker.words["step_words"].items()}
    words["role2"] = maker.random.choice(maker.words["step_words"]["role"])
    words["it"] = "them" if words["thing"].endswith("s") else "it"
    capital = {name.capitalize(): text[0].upper() + text[1:] for name, text in (words | maker.fill).items()}
    return str(maker.random.choice(maker.words["steps"])).format(**words, **maker.fill, **capital)


def _evaluation(maker: _Maker) -> list[Data]:
    items = []
    for number, chosen in enumerate(maker.random.sample(_EVALUATIONS, maker.random.randint(1, 3)), 1):
        method, outside, baseline, shared = chosen
        by = maker.random.choice(maker.words["outsiders"]) if outside else maker.fill["organisation"]
        item = {
            "id": f"{method}-{number}",
            "method": method,
            "by": by,
            "date": maker.month(maker.start, maker.end),
        }
        items.append(item | {"baseline": baseline, "shared_with": shared, "source": maker.source()})
    return items


def _replication(maker: _Maker, own: str) -> list[Data]:
    areas = [
        f"{before}{name}" for before in maker.words["areas"]["before"][1:] for name in ("Mockham", "Testford")
    ]
    others = maker.random.sample([area for area in areas if area != own], maker.random.choice((0, 0, 1, 2)))
    return [
        {
            "id": f"taken-up-{number}",
            "where": other,
            "date": maker.month(maker.start, maker.end),
            "source": maker.source(),
        }
        for number, other in enumerate(others, 1)
    ]


def _impact(maker: _Maker) -> list[Data]:
    """Three to five items; the first is always measured, in one of the areas that have most measures."""
    areas = ["activity", *maker.random.choices(_IMPACT_AREAS, k=maker.random.randint(2, 4))]
    return [_item(maker, number, area) for number, area in enumerate(areas, 1)]


def _item(maker: _Maker, number: int, area: str) -> Data:
    item: Data = {"id": f"{area}-{number}", "area": area}
    if number == 1 or maker.random.random() < 0.45:  # noqa: PLR2004 - as many are measured as in real libraries
        item |= _measured(maker, maker.random.choice(maker.words["measures"][area]))
    elif maker.random.random() < 0.85:  # noqa: PLR2004 - as above
        item |= {"claim": maker.pick("feedback", area), "kind": "feedback", "effect": "better"}
    else:
        item |= {"claim": maker.pick("anecdotes"), "kind": "anecdotal", "effect": "better"}
    return item | {"source": maker.source()}


def _measured(maker: _Maker, about: Data) -> Data:
    random = maker.random
    effect = random.choices(("better", "mixed", "none", "worse"), (84, 6, 5, 5))[0]
    before, after = _shares(random, about) if "share" in about else _amounts(random, about)
    if effect in {"none", "worse"}:
        before, after = (before, {**after, "value": before["value"]}) if effect == "none" else (after, before)
    years = (maker.start.year - random.randint(0, 1), maker.end.year)
    if "n" in before and effect == "none":
        after["n"] = before["n"]  # the same share of the same base
    baseline, result = (
        {**reading, "period": year} for reading, year in zip((before, after), years, strict=True)
    )
    claim = about["claim"] if effect in {"better", "mixed"} else "It was counted, and it did not get better."
    measure = {key: about[key] for key in ("name", "unit", "better")}
    return {
        "claim": claim,
        "kind": "measured",
        "effect": effect,
        "measure": {**measure, "baseline": baseline, "result": result},
    }


def _shares(random: Random, about: Data) -> tuple[Data, Data]:
    """Whole percentages of bases, the second larger."""
    first = random.randint(*about["share"])
    second = min(first + random.randint(*about["gain"]), 97)
    # Out of a hundred or more, every whole percentage is possible.
    return ({"value": first, "n": random.randint(100, 400)}, {"value": second, "n": random.randint(100, 400)})


def _amounts(random: Random, about: Data) -> tuple[Data, Data]:
    first, change = random.randint(*about["from"]), random.randint(*about["by"])
    second = first - change if about["better"] == "lower" else first + change
    return {"value": first}, {"value": second}


def _sources(maker: _Maker, case: Data, organisations: list[str], submitted: date) -> list[Data]:
    """Every source that the case study names, dated after all that rests on it and before it was sent in."""
    named = {item["source"] for name in ("evaluation", "replication", "impact") for item in case[name]}
    named.add(case["sustained"]["source"])
    titles = maker.sample(len(maker.sources), "reports")
    return [
        {
            "id": name,
            "title": title,
            "publisher": maker.random.choice(organisations),
            "date": maker.month(maker.end, submitted - timedelta(31)),
            "url": f"https://example.org/{maker.random.randrange(10**6)}/{name}",
        }
        for name, title in zip(maker.sources, titles, strict=True)
        if name in named
    ]
