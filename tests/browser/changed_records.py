"""Records changed at random, by a seed: what people leave out, mistype, paste or make up."""

import copy
import random

ODD_VALUES = [
    *(None, True, False, 0, 1, -1, 2, 4, 5, 2017, 2024.5, -3.25, 1e-7, 123456.5, 10**13, 99.95, 101),
    *([], {}, [[]], {"a": 1}, ["x"], [None], {"id": "x"}),
    *("", " ", "\n", "none", "not-stated", "ongoing", "true", "No", "010", "1e3", "~", "null", "- x", "a: b"),
    *("2024", "2024-02", "2024-02-30", "2023-13-01", "1899", "2200-12-31", "2201", "24-01-01", "2017/18"),
    *("2026-11-22", "2026-11-21", "2030-01-01", "0000-00-00", "2024-1-1", "20 March 2024"),
    *("https://example.org/a b", "http://example.org", "https://localhost/x", "https://10.0.0.1/", "ftp://x.org"),
    *("https://[::1]/", "https://[1:2]/", "https://example.com./", "https://www.gov.uk:443/x?y#z", "gov.uk"),
    *("https://exämple.org/", "https://a.internal", "https://0x7f.1/", "HTTPS://EXAMPLE.ORG"),
    *("R02", "r-02", "Early Talk", "early--talk", "-x", "x" * 80, "x" * 81, "é" * 10, "panel", "constructor"),
    *("__proto__", "toString", "sha256:" + "a" * 64, "sha256:" + "A" * 64, "GBP", "gbp", "G1P", "€UR", "123"),
    *("team", "interal-review", "Internal-Review", "better", "worse", "wrose", "measured", "mesured", "outcomes"),
    *("Gateshead", "gateshead mbc", "Gatesheed", "City of Hull", "Nottingham County Council", "The Wirral"),
    *("Exampleshire", "Exampelshire", "Herefordshire, County of", "St Helens", "saint helens", "Cumbria"),
    *("Northamptonshire", "Somerset", "Isles of  Scilly", "LB Barnet", "Straße", "ẞ", "ſomerſet", "ıslington"),
    *("👩‍👩‍👦 family", "a\u00ad hidden hyphen", "tab\there", "trail ", " lead", "two\nlines", "ends\n\n", "a\n  b\n"),
    *("“curly”", "x\u00a0y", "it's", "'quoted'", '"quoted"', "back\\slash \\u0041", "#tag", "a #b", "%", "@x", "`"),
    *("<script>alert(1)</script>", "${x}", "{found}", "= 1+1", "+44", "-", "?", "word " * 90, "long" * 6000),
]
"""Values that may stand anywhere, whether they fit there or not."""

PLANTED = [
    *("Write to jo.bloggs@example.org", "jo+x@a-b.co.uk.", "a@b", "http://x.org/jo@example.org", "o'neil@x.org"),
    *("Call 0191 496 0123", "+44 191 496 0999", "(0191) 4960000", "07700 900123", "tel:0044 20 7946 0018", "01234"),
    *("NHS number 943 476 5919", "9434765919", "943-476-5919", "943 476 5918", "ref 1943476591900"),
    *("UPN A123456789012", "H801200001001", "h801200001001", "Z801200001001", "T80120000100A"),
    *("born 3 May 2015", "d.o.b. 2015-05-03", "date of birth: 03/05/15", "Born on the 3rd of May, 2015", "birth 1"),
    *("NE1 4LP", "SW1A 1AA", "GIR 0AA", "A1 1AA/x", "postcode ne1 4lp", "M1 1AE."),
    *("Amira, aged 7, said", "For Amira, aged 7", "Jo (8) likes it", "Tom is 9 and", "12-year-old Sam", "Mary Ann, 6."),
    *("Local Offer (3)", "Islington (5)", "Year 7 is 12", "Ben Nevis who is now 14.", "Zoë (aged 4)", "Áine is 5,"),
    *("it has run for ten years", "in place for over 3 years", "lasted 18 months", "has been running for a year"),
    *("sustained for at least 26 years", "HAS LASTED FOR ABOUT TWENTY YEARS", "in place for two weeks"),
    *("The ABC and the XYZ (Xylophone Year Zone)", "LGBTQ", "SENDIST panels", "QQ QR QS", "ALL IN CAPITALS"),
    *('"born" 3\\u0020May 2015', "x\\nNE1 4LP", "\\x39434765919", "C:\\07700 900123", "ends with \\"),
    *("met", "Good", "not met", "as above", "n/a", "…", "See above.", "Nothing", "?!", "yes yes"),
]
"""Pieces of text that a check looks for, or nearly."""

MEASURES = ["%", "per cent", "percentage points", "pupils", "number of children", "families per year", "days", "£"]


FITTING = {
    "local_areas": ["Gateshead", "gateshead mbc", "Gatesheed", "Hull City Council", "Nottingham County Council"]
    + ["Exampelshire", "Cumbria", "Northamptonshire", "Somerset", "Straße", "saint helens", "LB Barnet", "İsle"],
    "areas": ["Gatesheed", "Kingston upon Hull", "The Wirral", "ſomerset"],
    "not_stated": ["approach", "limits", "titel", "limts", "impact", "schema", "local_areas", "from"],
    "url": ["http://example.org", "https://localhost/x", "https://10.0.0.1/", "https://[::1]/", "https://[1:2]/"]
    + ["https://example.com./", "https://www.gov.uk:443/x", "https://a.internal", "http://x.example/", "https://0x7f"],
    "method": ["internal-review", "interal-review", "external", "not-stated", "Research"],
    "shared_with": ["public", "publick", "not-stated"],
    "theme": ["targeted", "universal-support", "universal support"],
    "kind": ["measured", "feedback", "anecdote", "not-stated"],
    "effect": ["better", "worse", "none", "mixed", "wrose"],
    "area": ["not-stated", "progress", "attendence"],
    "by": ["not-stated", "The team", "R02", "R03", "R09"],
    "id": ["log", "a", "R02", "panel", "reply", "moderation"],
    "source": ["log", "minutes", "no-such-source"],
    "roles": ["parent-carer", "parent carer", "moderater", "senco"],
    "reviewer": ["R02", "R03", "R09", "r03"],
    "reviewers": ["R02", "R03", "R09", "r03"],
    "absent": ["R02"],
    "code": ["no-limits", "unused-source", "child-name", "small-base", "no-limit", "missing-key", "email-address"],
    "field": ["title", "impact", "impact.0", "sources.0.id", "limits"],
    "until": ["2026-11-20", "2026-11-21", "2028-11-21", "2028-11-22", "2027-01-01"],
    "to": ["ongoing", "2019", "2024-05", "2026-11-21"],
    "because": ["met", "Good.", "As above", "I saw the log and the minutes.", "n/a", "…", "Straße ſ met"],
    "note": ["Used for the approach.", "used for nothing", "it has lasted for ten years"],
    "period": ["2019", "2020/21", "2021-22", "2022/24", "2024-02-30", "2024-02-29", "summer", "1999 to 2003", "2021 / 22"],
}
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
        around[key] = copy.deepcopy(chance.choice(ODD_VALUES))


def _drop(record, chance):
    for around, key in _places(record, chance)[:1]:
        del around[key]


def _add_key(record, chance):
    groups = [record, *(a[k] for a, k in _places(record, chance) if isinstance(a[k], dict))]
    around = chance.choice(groups)
    key = chance.choice(
        ["titel", "note", "source", "unknown", "superseded_by", "at_least_months", "draft", "better", "n"]
        + ["as_of", "by", "ruling", "licence", "not_stated", "reason", "toString", "a: b", "é", "effect"]
    )
    around[key] = copy.deepcopy(chance.choice(ODD_VALUES))


def _texts(record, chance):
    return [(around, key) for around, key in _places(record, chance) if isinstance(around[key], str)]


def _plant(record, chance):
    for around, key in _texts(record, chance)[:1]:
        text, piece = around[key], chance.choice(PLANTED)
        at = chance.randint(0, len(text))
        around[key] = chance.choice((piece, f"{text} {piece}", f"{text[:at]} {piece} {text[at:]}", f"{piece}\n{text}"))


def _figure(record, chance):
    readings = [a[k] for a, k in _places(record, chance) if isinstance(a[k], dict) and "value" in a[k]]
    for reading in readings[:1]:
        reading["value"] = chance.choice([0, 1, 3, 4, 4.5, 5, 33, 33.3, 62.5, 100, 101, -2, 1e6 + 0.5, 0.00001])
        reading["n"] = chance.choice([0, 1, 3, 4, 5, 7, 8, 40, 1000])
    for around, key in _places(record, chance):
        if key == "unit":
            around[key] = chance.choice(MEASURES)
            return


def _fit(record, chance):
    found = [(a, k, k) for a, k in _texts(record, chance)]
    lists = [(a[k], k) for a, k in _places(record, chance) if isinstance(a[k], list)]
    found += [(items, at, name) for items, name in lists for at, item in enumerate(items) if isinstance(item, str)]
    fits = [(around, at, name) for around, at, name in found if name in FITTING]
    chance.shuffle(fits)
    for around, at, name in fits[:2]:
        around[at] = chance.choice(FITTING[name])
    if chance.random() < 0.1 and "local_areas" in record:
        record["not_stated"] = [chance.choice(FITTING["not_stated"])]


def _except(record, chance):
    if record.get("kind") == "case-study":
        listed = record.setdefault("exceptions", [])
        one = {key: chance.choice(FITTING[key]) for key in ("code", "field", "until")}
        if chance.random() < 0.5:
            del one["field"]
        if isinstance(listed, list):
            listed.append({**one, "because": "It was looked at."})


def _leave_out(record, chance):
    names = ["limits", "resources", "co_production", "consent", "licence", "trigger", "approach", "sustained", "draft"]
    record.pop(chance.choice(names), None)
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
