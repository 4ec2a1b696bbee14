"""The same records before the checks in Python and before those of the form, as plain rows to be compared."""

import json
import sys
from functools import cache
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "cases"))
from case_folders import AS_OF, BASE, HERE

import wwis_evidence
from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.checks.run import check_library
from wwis_evidence.documents import LayoutError, emit, read
from wwis_evidence.files import MODELS
from wwis_evidence.library import build_library
from wwis_evidence.places import place_of
from wwis_evidence.publish.csp import policy
from wwis_evidence.publish.forms import form_files
from wwis_evidence.publish.forms.shapes import KINDS
from wwis_evidence.records import key_order

SCRIPTS = Path(wwis_evidence.__file__).parent / "publish/theme/assets/js/form"
STARTER = Path(wwis_evidence.__file__).parent / "starter"
RESTS_ON = ("library.yaml", "framework.yaml", "vocabulary.yaml")
OF_REVIEWS = {
    *("review-of-report", "unknown-indicator", "unknown-bar", "missing-criterion", "unknown-criterion"),
    *("unknown-finding", "missing-citation", "unknown-evidence", "unsuitable-evidence", "evidence-in-part"),
}
"""What a review's form tells too where it is given the case study."""
SITE = "http://form.test/"
# Imports the modules once; then each question is plain data and so is each answer.
ASK = """async (text) => {
  const [{ check }, { laidOut, layout }, { prepared }] = await Promise.all(
    ["check", "layout", "data"].map((name) => import(`/${name}.js`)));
  const { driving, asked } = JSON.parse(text);
  // An empty one stands for the one before.
  const data = driving.data ? (globalThis.data = prepared(driving.data, driving.areas)) : globalThis.data;
  return JSON.stringify(asked.map(({ record, order, ...context }) => {
    if (order) return laidOut(record, order, data).text;
    const found = check(record, { ...context, data });
    const rows = found.map((f) => [f.code, f.severity, f.field, f.message, f.hint]);
    return [layout(record, context.kind, data), rows];
  }));
}"""


def open_page(chromium):
    """A page under the site's own security policy that can import the modules of the form."""
    page = chromium.new_page()
    page.route(SITE + "**", _serve)
    page.goto(SITE)
    ask(page, driving_of(rests_on(BASE)), [])
    return page


def _serve(route):
    name = route.request.url.removeprefix(SITE)
    if not name:
        headers = {"Content-Security-Policy": policy([])}
        route.fulfill(content_type="text/html", headers=headers, body="<title>Form</title>")
    elif (SCRIPTS / name).is_file():
        route.fulfill(content_type="text/javascript", path=SCRIPTS / name)
    else:
        route.fulfill(status=404)


def ask(page, driving, asked):
    """The form's answers: for a record its file and its findings, for a record with an order its file."""
    return json.loads(page.evaluate(ASK, json.dumps({"driving": driving, "asked": asked})))


def driving_of(rests_on):
    """What drives the forms of a library with these files."""
    made = form_files(build_library(rests_on))
    return {name: json.loads(made[f"add-or-review/form-{name}.json"]) for name in ("data", "areas")}


def as_javascript(data):
    """Data as JavaScript reads it: 2.0 is 2, and keys that are whole numbers come first."""
    if isinstance(data, dict):
        keys = sorted(data, key=lambda key: (0, int(key)) if _is_index(key) else (1, 0))
        return {key: as_javascript(data[key]) for key in keys}
    if isinstance(data, list):
        return [as_javascript(value) for value in data]
    return int(data) if isinstance(data, float) and data.is_integer() else data


def _is_index(key):
    return key.isascii() and key.isdecimal() and str(int(key)) == key and int(key) < 2**32 - 1


def kind_of(path):
    """The kind of a file that has a form; None for any other."""
    place = place_of(path)
    return place.kind if place and place.kind in KINDS else None


def laid_out(record, kind):
    """A record as its file, or None where no file can hold it."""
    try:
        return emit(record, key_order(MODELS[kind]))
    except LayoutError:
        return None


@cache
def found_by_python(path, raw, rests_on, beside=None):
    """What `check` says of a file alone or beside its case study, of the checks that a form runs."""
    case_study = [(f"casestudies/{place_of(path).slug}.yaml", beside)] if beside else []
    findings = check_library(build_library([*rests_on, *case_study, (path, raw)]), AS_OF)
    return sorted(
        [f.code, f.severity, f.field, f.message, f.hint]
        for f in findings
        if f.path == path and (catalogue()[f.code].in_form or (beside and f.code in OF_REVIEWS))
    )


def question(path, record, beside=None):
    """One question to the form's check, as plain data."""
    about = {"kind": kind_of(path), "slug": place_of(path).slug, "asOf": AS_OF.isoformat(), "path": path}
    return {"record": record, **about, **({"beside": beside} if beside else {})}


def readable_files(folder):
    """Each file of a folder that a form could have written: path, bytes and data."""
    for file in sorted(folder.rglob("*.yaml")):
        path, document = file.relative_to(folder).as_posix(), read(file.read_bytes())
        if kind_of(path) and document.data is not None and not document.problems:
            yield path, file.read_bytes(), as_javascript(document.data)


def rests_on(folder):
    """The files of a case, or else of the base, that every other file rests on."""
    found = ((name, root / name) for name in RESTS_ON for root in (folder, BASE))
    return tuple({name: file.read_bytes() for name, file in reversed([*found]) if file.is_file()}.items())


def case_folders():
    """Every folder of cases."""
    bad = sorted(path.parent for path in (HERE / "bad").rglob("expected.yaml"))
    return [BASE, *sorted((HERE / "ok").iterdir()), *bad]
