"""Random framework files as plain data, and what framework.md says of them, worked out by brute force.

Nothing here uses the engine: closures, requirements and soundness are written anew, straight from the text.
"""

from itertools import combinations
from random import Random

from hypothesis import strategies as st

from wwis_evidence.frameworks import compile_framework

SCALES = (
    {"met": 2, "partly": 1, "not-met": 0, "cannot-tell": 0},
    {"yes": 1, "no": 0},
    {"full": 5, "most": 4, "some": 2, "none": 0},
)
ROLES = ("parent-carer", "young-person", "health", "local-authority", "research")


def seeded(seed):
    """A source of chance; a failing test names its seed, so that the whole case is a number to try again."""
    return Random(seed)


def subsets(names):
    """Every set of some names."""
    return [frozenset(chosen) for n in range(len(names) + 1) for chosen in combinations(names, n)]


def closed(names, part):
    """Some criteria of an indicator's data with all that they imply, step by step."""
    rules = {**part["criteria"], **part.get("computed", {})}
    reached = set(names)
    while True:
        further = {implied for name in reached for implied in rules[name].get("implies", ())} - reached
        if not further:
            return frozenset(reached)
        reached |= further


def enough(requirement, confirmed, scored):
    """Whether a requirement, as it stands in the file, holds on a set of criteria."""
    if isinstance(requirement, str):
        return requirement in confirmed
    ((word, inner),) = requirement.items()
    if word == "all_of":
        return all(enough(part, confirmed, scored) for part in inner)
    if word == "any_of":
        return any(enough(part, confirmed, scored) for part in inner)
    of = scored if inner["of"] == "all" else inner["of"]
    return len([part for part in of if enough(part, confirmed, scored)]) >= inner["n"]


def met(bar, part, confirmed):
    """Whether an indicator's data gives a bar to a closed set."""
    return bar not in part["requires"] or enough(part["requires"][bar], confirmed, list(part["criteria"]))


def every_criterion(part):
    return [*part["criteria"], *part.get("computed", {})]


def closed_sets(part):
    return [chosen for chosen in subsets(every_criterion(part)) if closed(chosen, part) == chosen]


def ceiling(data, part, confirmed):
    """The highest bar (a position) that some criteria allow; None for no bar."""
    bars, have = data["bars"], closed(confirmed, part)
    reached = [place for place, bar in enumerate(bars) if met(bar, part, have)]
    lowest = bars.index(part["no_bar_below"]) if part.get("no_bar_below") else 0
    return reached[-1] if reached and reached[-1] >= lowest else None


def unsound_bars(data, part):
    """Bars whose requirement some closed set meets while it does not meet that of the bar below."""
    return [
        bar
        for below, bar in zip(data["bars"], data["bars"][1:], strict=False)
        if any(met(bar, part, chosen) and not met(below, part, chosen) for chosen in closed_sets(part))
    ]


def random_requirement(rng: Random, names, depth=2):
    """A requirement as it may stand in a file, nested up to some depth."""
    if depth == 0 or rng.random() < 0.35:
        return rng.choice(names)
    word = rng.choice(["all_of", "any_of", "at_least"])
    if word == "at_least" and rng.random() < 0.2:
        return {"at_least": {"n": 1, "of": "all"}}
    parts = [random_requirement(rng, names, depth - 1) for _ in range(rng.randint(1, 3))]
    if word == "at_least":
        return {"at_least": {"n": rng.randint(0, len(parts)), "of": parts}}
    return {word: parts}


def random_indicator(rng: Random, bars, most=5):
    """An indicator's data; whether its bars are sound is left to chance."""
    scored = [f"c{n}" for n in range(rng.randint(1, most - 1))]
    computed = [f"t{n}" for n in range(rng.randint(0, min(2, most - len(scored))))]
    names = scored + computed

    def implied(name):
        # Mostly acyclic, now and then two that imply each other.
        others = [n for n in names if n != name and (n < name or rng.random() < 0.15)]
        return [n for n in others if rng.random() < 0.25]

    contest = rng.choice(["kept-going", None])
    part = {
        "title": "An indicator",
        "basis": "inferred",
        "criteria": {
            name: {
                "statement": name,
                "basis": "inferred",
                "implies": implied(name),
                "supported_by": [{"list": "evaluation"}],
                "partly_by": [{"list": "impact"}],
            }
            for name in scored
        },
        "computed": {
            name: {
                "months_of": "sustained",
                "at_least": rng.randint(0, 40),
                "implies": implied(name),
                **({"contested_by": contest} if contest else {}),
            }
            for name in computed
        },
        "requires": {bar: random_requirement(rng, names) for bar in bars[1:]},
    }
    if rng.random() < 0.4:
        part["requires"][bars[0]] = random_requirement(rng, names, 1)
    if rng.random() < 0.4:
        part["no_bar_below"] = rng.choice(bars[:2])
    return part


def random_data(rng: Random, *, indicators=1, most=5):
    """A framework file's data, sound or not."""
    bars = [f"b{n}" for n in range(rng.randint(2, 5))]
    scale = rng.choice(SCALES)
    return {
        "schema": 1,
        "kind": "framework",
        "id": "random",
        "version": "2",
        "title": "A random framework",
        "accepts": ["1"],
        "bars": bars,
        "findings": dict(scale),
        "confirms": max(scale, key=scale.get),
        "consensus": rng.choice(["lower-median", "lower-median", "minimum"]),
        "panel": {
            "quorum": rng.randint(1, 4),
            "include_one_of": rng.choice([[], ["parent-carer"], ["parent-carer", "young-person"]]),
            "moderation_spread": rng.randint(1, 3),
            "review_period_months": rng.randint(1, 40),
        },
        "indicators": {f"i{n}": random_indicator(rng, bars, most) for n in range(indicators)},
    }


def made_sound(data, rng: Random):
    """The same data with each bar asking for all that the one below asks for, where it does not already."""
    for part in data["indicators"].values():
        requires = part["requires"]
        for below, bar in zip(data["bars"], data["bars"][1:], strict=False):
            for _ in range(4):
                if bar not in unsound_bars(data, part):
                    break
                requires[bar] = random_requirement(rng, every_criterion(part))
            if bar in unsound_bars(data, part):
                requires[bar] = {"all_of": [requires[below], requires[bar]]}
    return data


def compiled(data):
    """The framework that a file with this data gives."""
    framework, problems = compile_framework(b"a framework file", data)
    assert problems == ()
    return framework


def sound_data(rng: Random, *, indicators=1, most=5):
    return made_sound(random_data(rng, indicators=indicators, most=most), rng)


seeds = st.integers(0, 2**32)
