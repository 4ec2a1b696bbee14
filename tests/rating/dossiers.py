"""Quick ways to make what a rating rests on: cases, reviews, registers and whole dossiers."""

from dataclasses import replace
from datetime import date

from random_frameworks import ROLES, compiled, sound_data

from wwis_evidence.frameworks import shipped_framework
from wwis_evidence.rating import rate
from wwis_evidence.rating.facts import (
    CaseFacts,
    Dossier,
    FindingFact,
    ModerationFacts,
    PanelFacts,
    RegisterFacts,
    ReviewFacts,
)

FRAMEWORK = shipped_framework()
STRENGTH, BREADTH = FRAMEWORK.indicators
DIGEST, OTHER_DIGEST = "sha256:" + "a" * 64, "sha256:" + "b" * 64
AS_OF = date(2026, 1, 1)
EVERYTHING = {name: indicator.scored for name, indicator in FRAMEWORK.indicators.items()}

CASE = CaseFacts(
    slug="a-case",
    path="casestudies/a-case.yaml",
    kind="case-study",
    draft=False,
    digest=DIGEST,
    text_digest=OTHER_DIGEST,
    months=48,
    keys=frozenset({"their-area", "their-organisation"}),
    submitters=frozenset({"R8"}),
    evidence=frozenset({"e1", "i1"}),
    supports={},
    ended=None,
    superseded_by=None,
    review_by=None,
)


def entry(reviewer, *roles, keys=(), since="2020-01-01", until="9999-12-31"):
    return RegisterFacts(reviewer, roles, frozenset(keys), since, until)


def register(*entries):
    found = {}
    for one in entries:
        found[one.reviewer] = (*found.get(one.reviewer, ()), one)
    return found


REGISTER = register(
    entry("R1", "parent-carer"),
    entry("R2", "health"),
    entry("R3", "local-authority"),
    entry("R4", "research"),
    entry("R5", "young-person"),
    entry("R6", "health", keys=["their-area", "another"]),
    entry("R7", "health", since="2026-01-01"),
    entry("R8", "health"),
    entry("M1", "moderator", "health"),
    entry("M2", "local-authority", "moderator"),
    entry("M3", "moderator", keys=["their-organisation"]),
    entry("M4", "moderator", until="2025-06-30"),
)


def review(reviewer, bar="good", *, met=EVERYTHING, partly=(), n=1, **more):
    """A review; ``bar`` is for every indicator or a mapping, ``met`` a mapping or one list for all."""
    bars = bar if isinstance(bar, dict) else dict.fromkeys(FRAMEWORK.indicators, bar)

    def finding(name, criterion):
        if criterion in (met[name] if isinstance(met, dict) else met):
            return FindingFact("met", ("e1",))
        return FindingFact("partly" if criterion in partly else "not-met")

    findings = {
        name: {criterion: finding(name, criterion) for criterion in indicator.scored}
        for name, indicator in FRAMEWORK.indicators.items()
    }
    facts = ReviewFacts(
        path=f"reviews/a-case/{reviewer}{'' if n == 1 else f'.{n}'}.yaml",
        reviewer=reviewer,
        sequence=n,
        valid=True,
        date="2025-06-01",
        digest=DIGEST,
        bars=bars,
        findings=findings,
    )
    return replace(facts, **more)


def moderation(moderator="M1", bar="good", *, n=1, **more):
    bars = bar if isinstance(bar, dict) else dict.fromkeys(FRAMEWORK.indicators, bar)
    path = f"reviews/a-case/moderation{'' if n == 1 else f'.{n}'}.yaml"
    return replace(ModerationFacts(path, moderator, n, "2025-07-01", DIGEST, bars), **more)


def panel(*members, absent=(), day="2025-05-01"):
    return PanelFacts("reviews/a-case/panel.yaml", frozenset(members), frozenset(absent), day)


def dossier(*reviews, case=CASE, **more):
    return Dossier(case, reviews, **more)


def rated(*reviews, as_of=AS_OF, framework=FRAMEWORK, people=REGISTER, period=None, **more):
    """The rating of a dossier of these reviews."""
    return rate(dossier(*reviews, **more), framework, people, as_of, period)


def counts(rating):
    """Who counts, and for the others the file's name and the reason."""
    others = [
        (r.file.removeprefix("reviews/a-case/").removesuffix(".yaml"), r.reason) for r in rating.not_counting
    ]
    return [c.review.reviewer for c in rating.counting], others


def bar_of(rating, indicator=STRENGTH):
    found = next(one for one in rating.indicators if one.id == indicator)
    return None if found.bar is None else FRAMEWORK.bars[found.bar]


def random_review(rng, framework, reviewer, *, near=None):
    """A review with chance findings; bars stay within the moderation spread of ``near`` where it is given."""
    places = {}
    for name in framework.indicators:
        lowest = 0 if near is None else near
        highest = min(len(framework.bars), lowest + framework.panel.moderation_spread)
        places[name] = rng.randrange(lowest, len(framework.bars) if near is None else highest)
    liking = rng.random()
    findings = {}
    for name, indicator in framework.indicators.items():
        found = {
            criterion: FindingFact(
                framework.confirms if rng.random() < liking else rng.choice([*framework.findings])
            )
            for criterion in indicator.scored
            if rng.random() < 0.95
        }
        for contest in indicator.contested_by:
            if rng.random() < 0.3:
                found[contest] = FindingFact(rng.choice([*framework.findings]))
        findings[name] = found
    return ReviewFacts(
        path=f"reviews/a-case/{reviewer}.yaml",
        reviewer=reviewer,
        sequence=1,
        valid=True,
        date=f"2025-0{rng.randint(1, 6)}-0{rng.randint(1, 9)}",
        framework=rng.choice([None, "random@1", "random@2"]),
        digest=DIGEST,
        bars={name: framework.bars[place] for name, place in places.items()},
        findings=findings,
    )


def random_case(rng, *, indicators=1, most=5, reviewers=(1, 6), near=None):
    """A random sound framework (its data too), a dossier of counting reviews, and their register."""
    data = sound_data(rng, indicators=indicators, most=most)
    framework = compiled(data)
    names = [f"R{n}" for n in range(1, rng.randint(*reviewers) + 1)]
    people = register(*(entry(name, rng.choice(ROLES)) for name in names), entry("M1", "moderator"))
    if near is None and rng.random() < 0.5:
        near = rng.randrange(len(framework.bars))
    reviews = tuple(random_review(rng, framework, name, near=near) for name in names)
    case = replace(CASE, months=rng.choice([None, *range(0, 45, 4)]))
    return data, framework, Dossier(case, reviews), people
