"""How the browser forms are laid out: a plan that fits the schemas, and scripts that know no word of them."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from wwis_evidence.frameworks import shipped_framework
from wwis_evidence.library import build_library
from wwis_evidence.publish.forms.view import form_modules, plans, views
from wwis_evidence.schemas import schemas
from wwis_evidence.sources import folder
from wwis_evidence.vocabulary import load

STANDARDS = Path(__file__).parents[1] / "libraries" / "standards"
SCRIPTS = files("wwis_evidence.publish") / "theme" / "assets" / "js"
KINDS = ("case-study", "review")
OWN = frozenset(
    [
        "title",
        "kind",
        "findings",
        "date",
        "text",
        "summary",
        "name",
        "id",
        "schema",
        "value",
        "form",
        "to",
        "by",
        "from",
        "note",
        "result",
        "draft",
        "code",
        "field",
        "digest",
        "source",
        "cites",
        "type",
        "*",
    ]
)
"""Keys of records that are words of HTML too, of the forms' own parts, or of what the check says."""


def places(root, part, start=()):
    """Every place of a schema, as hints write it: evaluation.*.date."""
    if "$ref" in part:
        part = root["$defs"][part["$ref"].rsplit("/", 1)[1]]
    for key, value in part.get("properties", {}).items():
        yield (*start, key)
        yield from places(root, value, (*start, key))
    if "items" in part:
        yield from places(root, part["items"], (*start, "*"))
    for inner in (*part.get("anyOf", ()), part.get("then"), part.get("else")):
        if inner:
            yield from places(root, inner, start)


@pytest.mark.parametrize("kind", KINDS)
def test_each_field_stands_in_one_step_or_is_left_out_on_purpose(kind):
    plan, schema = plans()[kind], schemas(shipped_framework())[kind]
    steps = [key for one in plan["steps"] for key in one.get("keys", [one.get("each_of", "").split(".")[0]])]
    told = [*steps, *plan["fixed"], *plan["of_case"], *(key for key in plan["left_out"] if "." not in key)]
    assert sorted(told) == sorted(schema["properties"])


@pytest.mark.parametrize("kind", KINDS)
def test_each_hint_is_about_a_place_that_there_is(kind):
    plan, schema = plans()[kind], schemas(shipped_framework())[kind]
    known = {".".join(place) for place in places(schema, schema)}
    known |= {place.rsplit(".", 1)[-1] for place in known}
    hints = [
        *(hint for name in ("left_out", "long", "seldom", "folded", "areas", "today") for hint in plan[name]),
        *(hint for name in ("names", "points", "agreed") for hint in plan[name]),
    ]
    assert [hint for hint in hints if hint not in known] == []


def quoted(name):
    """Everything that stands in quotation marks, or after a point, in a script."""
    text = re.sub(r"//[^\n]*|/\*.*?\*/", "", (SCRIPTS / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    return {word for words in re.findall(r"[\"'`]([^\"'`\n]*)[\"'`]|\.([a-z_]+)\b", text) for word in words}


def test_no_script_knows_a_criterion_a_bar_a_finding_a_role_or_a_word_of_the_vocabulary():
    words = {*load().terms("roles"), *load().terms("themes"), *load().terms("evaluation-methods")}
    for framework in (shipped_framework(), build_library(folder(STANDARDS)).framework):
        words |= {*framework.bars, *framework.findings, *framework.indicators}
        words |= {name for indicator in framework.indicators.values() for name in indicator.scored}
    words -= {"partly"}  # what the case's data calls evidence that can support a criterion in part
    scripts = [*form_modules(), "form/result.js", "form/send.js", "form/checker.js"]
    assert {name: quoted(name) & words for name in scripts if quoted(name) & words} == {}


def test_no_script_knows_a_field_of_a_case_study_or_a_review():
    fields = {
        place[-1]
        for kind in KINDS
        for place in places(schemas(shipped_framework())[kind], schemas(shipped_framework())[kind])
    }
    scripts = [*form_modules(), "form/result.js", "form/send.js", "form/checker.js"]
    known = fields - OWN
    assert {"evaluation", "sustained", "impact", "reviewer", "licence", "bar"} <= known
    assert {name: quoted(name) & known for name in scripts if quoted(name) & known} == {}


def test_the_view_of_a_form_holds_what_it_asks_and_nothing_that_it_leaves_out():
    made = views(build_library(folder(Path(str(files("wwis_evidence") / "starter")))))
    assert set(made) == set(KINDS)
    for kind, view in made.items():
        left = [key for key in plans()[kind]["left_out"] if "." not in key]
        assert not set(left) & set(view["form"]["properties"])
        assert "CaseException" not in view["form"]["$defs"]
    assert list(made["review"]["case"]["properties"]) == ["evaluation", "replication", "impact"]
    assert made["case-study"]["asked"] == ["co_production", "resources", "limits"]
