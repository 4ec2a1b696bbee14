"""Records changed at random, by a seed: what people leave out, mistype, paste or make up."""

import copy
import json
import random
from pathlib import Path

HELD = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
ODD = [*HELD["odd"], "x" * 80, "x" * 81, "word " * 90, "long" * 6000]
"""Values that may stand anywhere, whether they fit there or not."""
PLANTED = HELD["planted"]
"""Pieces of text that a check looks for, or nearly."""
FITTING = HELD["fitting"]
"""Values that fit the shape of what stands under a key, so that the rules after it run."""


def changed(record, seed):
    """A copy of a record, changed in one to four places; half of them so that they keep their shape."""
    chance = random.Random(seed)
    record = copy.deepcopy(record)
    any_change = (_replace, _replace, _drop, _add_key, _plant, _plant, _figure, _repeat, _date)
    fitting = (_fit, _fit, _fit, _plant, _figure, _figure, _repeat, _date, _except, _leave_out)
    for _ in range(chance.randint(1, 4)):
        chance.choice(fitting if seed % 2 else any_change)(record, chance)
    return record


def _places(value, chance):
    """Every (container, key) in a record."""
    found = []
    waiting = [value]
    while waiting:
        part = waiting.pop()
        for key in list(part) if isinstance(part, dict) else range(len(part)):
            found.append((part, key))
            if isinstance(part[key], dict | list):
                waiting.append(part[key])
    chance.shuffle(found)
    return found


def _replace(record, chance):
    for around, key in _places(record, chance)[:1]:
        around[key] = copy.deepcopy(chance.choice(ODD))


def _drop(record, chance):
    for around, key in _places(record, chance)[:1]:
        del around[key]


def _add_key(record, chance):
    groups = [record, *(a[k] for a, k in _places(record, chance) if isinstance(a[k], dict))]
    around = chance.choice(groups)
    key = chance.choice(HELD["keys"])
    around[key] = copy.deepcopy(chance.choice(ODD))


def _texts(record, chance):
    return [(around, key) for around, key in _places(record, chance) if isinstance(around[key], str)]


def _plant(record, chance):
    for around, key in _texts(record, chance)[:1]:
        text, piece = around[key], chance.choice(PLANTED)
        at = chance.randint(0, len(text))
        within = f"{text[:at]} {piece} {text[at:]}"
        around[key] = chance.choice((piece, f"{text} {piece}", within, f"{piece}\n{text}"))


def _figure(record, chance):
    readings = [a[k] for a, k in _places(record, chance) if isinstance(a[k], dict) and "value" in a[k]]
    for reading in readings[:1]:
        reading["value"] = chance.choice([0, 1, 3, 4, 4.5, 5, 33.3, 62.5, 101, -2, 1000000.5, 1e-5])
        reading["n"] = chance.choice([0, 1, 3, 4, 5, 7, 8, 40, 1000])
    for around, key in _places(record, chance):
        if key == "unit":
            around[key] = chance.choice(HELD["units"])
            return


def _fit(record, chance):
    found = [(a, k, k) for a, k in _texts(record, chance)]
    lists = [(a[k], k) for a, k in _places(record, chance) if isinstance(a[k], list)]
    found += [(items, at, name) for items, name in lists for at in range(len(items)) if _is_text(items[at])]
    fits = [(around, at, name) for around, at, name in found if name in FITTING]
    chance.shuffle(fits)
    for around, at, name in fits[:2]:
        around[at] = chance.choice(FITTING[name])
    if chance.random() < 0.1 and "local_areas" in record:
        record["not_stated"] = [chance.choice(FITTING["not_stated"])]


def _is_text(value):
    return isinstance(value, str)


def _except(record, chance):
    if record.get("kind") == "case-study":
        listed = record.setdefault("exceptions", [])
        one = {key: chance.choice(FITTING[key]) for key in ("code", "field", "until")}
        if chance.random() < 0.5:
            del one["field"]
        if isinstance(listed, list):
            listed.append({**one, "because": "It was looked at."})


def _leave_out(record, chance):
    record.pop(chance.choice([*FITTING["not_stated"], "resources", "consent", "licence", "trigger"]), None)
    if record.get("kind") == "case-study" and chance.random() < 0.2:
        record["draft"] = chance.choice([True, False])


def _repeat(record, chance):
    lists = [a[k] for a, k in _places(record, chance) if isinstance(a[k], list) and a[k]]
    for items in lists[:1]:
        items.append(copy.deepcopy(chance.choice(items)))


def _date(record, chance):
    days = [(a, k) for a, k in _texts(record, chance) if a[k][:4].isdecimal()]
    for around, key in days[:2]:
        around[key] = f"{chance.randint(2004, 2030)}{chance.choice(['', '-02', '-11-21', '-12-31', '/24'])}"
