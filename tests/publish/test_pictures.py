"""Pictures: well-formed, inside their box, and showing exactly the numbers that they are given."""

import math
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wwis_evidence.publish import pictures
from wwis_evidence.publish.figures import figures
from wwis_evidence.publish.ratings import Scale
from wwis_evidence.publish.text import number
from wwis_evidence.publish.timeline import Event, Timeline
from wwis_evidence.records.case_study import Measure

NUMBERS = st.one_of(
    st.floats(-1e12, 1e12, allow_nan=False), st.integers(-(10**12), 10**12).map(float), st.floats(0, 100)
)
# What a file can hold: no surrogates and no control characters but line ends.
WORDS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=60).filter(str.strip),
    st.just("</title><script>alert(1)</script>\" onload='x'"),
)
WIDE_DIGIT = 10  # in the picture's units, bold, in a wide typeface
WORDED = {"class", "id", "d", "lengthAdjust"}
PLACED = {"x", "y", "width", "height", "rx", "x1", "y1", "x2", "y2", "cx", "cy", "r", "textLength"}
UNITS = st.one_of(st.sampled_from(["per cent", "%", "weeks", "children", "per cent of families"]), WORDS)


@st.composite
def measures(draw):
    def reading():
        return {"value": draw(NUMBERS), "period": draw(WORDS), "n": draw(st.none() | st.integers(0, 10**9))}

    return Measure.model_validate(
        {
            "name": draw(WORDS),
            "unit": draw(UNITS),
            "better": draw(st.sampled_from([None, "higher", "lower"])),
            "baseline": reading() if draw(st.booleans()) else None,
            "result": reading(),
        }
    )


def measure(before, after, unit="weeks", better="lower"):
    baseline = None if before is None else {"value": float(before), "period": "2021", "n": 12}
    return Measure.model_validate(
        {
            "name": "wait",
            "unit": unit,
            "better": better,
            "baseline": baseline,
            "result": {"value": float(after), "period": "2024"},
        }
    )


def parsed(svg):
    """The picture as a tree, having checked that it names itself and that all in it is inside its box."""
    root = ET.fromstring(str(svg))  # noqa: S314 - made here
    width, height = (float(n) for n in root.attrib["viewBox"].split()[2:])
    texts = {element.attrib["id"]: element.text for element in root if "id" in element.attrib}
    assert texts[root.attrib["aria-labelledby"]]
    assert texts[root.attrib["aria-describedby"]]
    assert root.attrib["role"] == "img"
    slack = 0.02  # of rounding
    for element in root:
        number_of = {k: float(v) for k, v in element.attrib.items() if k not in WORDED}
        assert all(math.isfinite(value) for value in number_of.values())
        assert set(element.attrib) <= WORDED | PLACED
        assert number_of.get("width", 0) >= 0
        for low, high, size in (("x", "width", width), ("y", "height", height)):
            start = number_of.get(low, 0)
            assert -slack <= start
            assert start + number_of.get(high, 0) <= size + slack
        for name, value in number_of.items():
            limit = height if name in {"y1", "y2", "cy"} else width
            if name in {"x1", "x2", "cx", "y1", "y2", "cy"}:
                assert -slack <= value <= limit + slack
    return root


def of_class(root, name):
    return [element for element in root if name in element.attrib.get("class", "").split()]


@settings(deadline=None)
@given(measures())
def test_before_and_after_is_well_formed_inside_its_box_and_shows_the_figures_in_full(found):
    told = figures(found)
    svg = pictures.before_after("bars-x", told)
    readings = [r for r in (found.baseline, found.result) if r]
    if svg is None:
        assert len(readings) == 1
        return
    root = parsed(svg)
    shown = [element.text for element in of_class(root, "pic-figure")]
    assert [text.removesuffix("%") for text in shown] == [number(reading.value) for reading in readings]
    for element in of_class(root, "pic-figure"):
        length = float(element.attrib.get("textLength", len(element.text) * WIDE_DIGIT))
        assert float(element.attrib["x"]) + length <= pictures.WIDTH
    for reading in readings:
        assert number(reading.value) in root.findtext("{*}desc", root.findtext("desc"))


@settings(deadline=None)
@given(measures())
def test_bars_begin_at_zero_and_are_as_long_as_their_figures(found):
    svg = pictures.before_after("bars-x", figures(found))
    if svg is None or found.baseline is None:
        return
    root = parsed(svg)
    (zero,) = {float(element.attrib["x1"]) for element in of_class(root, "pic-zero")}
    bars = [of_class(root, "pic-before")[0], of_class(root, "pic-after")[0]]
    values = [found.baseline.value, found.result.value]
    for bar, value in zip(bars, values, strict=True):
        left, width = float(bar.attrib["x"]), float(bar.attrib["width"])
        assert left == pytest.approx(zero if value >= 0 else zero - width, abs=0.03)
    longest = max(map(abs, values))
    if longest:
        lengths = [float(bar.attrib["width"]) for bar in bars]
        shares = [abs(value) / longest for value in values]
        assert lengths == pytest.approx([share * max(lengths) for share in shares], abs=0.05)


@settings(deadline=None)
@given(NUMBERS)
def test_a_figure_is_written_with_every_digit_that_it_has(value):
    assert float(number(value).replace(",", "")) == value


def test_a_share_is_drawn_in_its_whole():
    root = parsed(pictures.before_after("p", figures(measure(20, 50, "per cent", "higher"))))
    whole = float(of_class(root, "pic-whole")[0].attrib["width"])
    assert float(of_class(root, "pic-after")[0].attrib["width"]) == pytest.approx(whole / 2, abs=0.02)
    assert [e.text for e in of_class(root, "pic-figure")] == ["20%", "50%"]


def test_one_figure_that_is_no_share_has_nothing_to_be_drawn_against():
    assert pictures.before_after("p", figures(measure(None, 61, "children"))) is None
    assert pictures.before_after("p", figures(measure(None, 61, "per cent"))) is not None


@pytest.mark.parametrize(
    ("found", "change"),
    [
        (measure(31, 14), "Lower by 17 weeks."),
        (measure(0.1, 0.3), "Higher by 0.2 weeks."),
        (measure(20, 50, "per cent"), "Higher by 30 percentage points."),
        (measure(20, 20), "No change."),
        (measure(None, 20), "There is no starting point to compare with."),
    ],
)
def test_what_the_figures_come_to_is_said_in_words(found, change):
    assert figures(found).change == change


def test_which_way_is_better_is_always_said():
    assert figures(measure(1, 2)).direction == "Lower is better here."
    assert figures(measure(1, 2, better="higher")).direction == "Higher is better here."
    assert "does not say" in figures(measure(1, 2, better=None)).direction


@st.composite
def scales(draw):
    bars = tuple(draw(st.lists(WORDS, min_size=1, max_size=8)))
    places = st.integers(0, len(bars) - 1)
    return Scale(
        bars, draw(st.none() | places), draw(st.none() | places),
        tuple(draw(st.lists(places, max_size=30))), draw(st.booleans()),
    )  # fmt: skip


@settings(deadline=None)
@given(scales(), WORDS)
def test_a_rating_fills_the_scale_up_to_its_bar_and_no_further(scale, words):
    root = parsed(pictures.ladder("ladder-1", words, words, scale))
    filled = of_class(root, "pic-printed" if scale.printed else "pic-after")
    assert len(filled) == (0 if scale.bar is None else scale.bar + 1)
    assert len(of_class(root, "pic-rest")) == len(scale.bars) - len(filled)
    assert len(of_class(root, "pic-here")) == (scale.bar is not None)


def test_a_printed_rating_is_never_drawn_like_one_made_here():
    drawn = [str(pictures.ladder("s", "x", "x", Scale(("a", "b"), 1, printed=p))) for p in (True, False)]
    assert "pic-after" not in drawn[0]
    assert "pic-printed" not in drawn[1]


DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@st.composite
def timelines(draw):
    events = []
    for first in sorted(draw(st.lists(DAYS, max_size=15))):
        last = first + timedelta(days=draw(st.sampled_from([0, 29, 364])))
        events.append(Event(first, last, draw(WORDS), draw(WORDS)))
    events.sort(key=lambda e: e.first.toordinal() + e.last.toordinal())
    band = None
    if len(events) > 1 and draw(st.booleans()) and events[0].last < events[-1].first:
        band = (events[0].last, events[-1].first)
    return Timeline(tuple(events), (), band, draw(st.booleans()))


@settings(deadline=None)
@given(timelines())
def test_a_timeline_has_a_numbered_mark_for_each_date_in_order(found):
    svg = pictures.timeline("timeline", found)
    if svg is None:
        assert not found.drawable
        return
    root = parsed(svg)
    numbers = [element.text for element in of_class(root, "pic-number")]
    assert numbers == [str(n) for n in range(1, len(found.events) + 1)]
    marks = [(float(e.attrib["cx"]), float(e.attrib["cy"])) for e in of_class(root, "pic-mark")]
    assert [x for x, _ in marks] == sorted(x for x, _ in marks)
    assert all(math.dist(a, b) >= 18 for n, a in enumerate(marks) for b in marks[:n])


@settings(deadline=None)
@given(WORDS)
def test_no_text_gets_out_of_a_picture(words):
    scale = Scale((words,), 0)
    for svg in (
        pictures.ladder("ladder-1", words, words, scale),
        pictures.before_after("p", figures(measure(1, 2, words))),
    ):
        tags = {element.tag for element in ET.fromstring(str(svg)).iter()}  # noqa: S314 - made here
        assert tags <= {"svg", "title", "desc", "rect", "line", "text", "circle", "path"}
