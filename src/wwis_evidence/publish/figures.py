"""A measured result in words: what stood before, what after, how far apart, and which way is better."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from wwis_evidence.checks.rules._units import is_percentage
from wwis_evidence.publish.text import capital, number, period_words

if TYPE_CHECKING:
    from wwis_evidence.records.case_study import Measure, Reading

WHOLE = 100.0  # per cent


@dataclass(frozen=True, slots=True)
class Told:
    """One figure: ``label`` says which ("Before"), ``quantity`` is the figure with its unit."""

    label: str
    value: float
    figure: str
    quantity: str
    period: str
    base: str


@dataclass(frozen=True, slots=True)
class Figures:
    """A measure in words.

    Attributes:
        name: What was measured.
        told: The figures, the one from before first; one alone where there is no starting point.
        change: The difference as a sentence, empty where there is nothing to compare with.
        direction: Which way is better, as a sentence.
        share: Whether the figures are shares of a whole, in per cent.
    """

    name: str
    told: tuple[Told, ...]
    change: str
    direction: str
    share: bool

    @property
    def in_words(self) -> str:
        """All of it in sentences, for those who do not see a picture."""
        figures = " ".join(
            f"{told.label}, {told.period}: {told.quantity}{f' ({told.base})' if told.base else ''}."
            for told in self.told
        )
        return " ".join(filter(None, (figures, self.change, self.direction)))


def figures(measure: Measure) -> Figures:
    """Tell a measure in words; every figure is given in full, as it stands in the file."""
    readings = [("Before", measure.baseline), ("After", measure.result)]
    if measure.baseline is None:
        readings = [("Result", measure.result)]
    told = tuple(_told(label, reading, measure.unit) for label, reading in readings if reading)
    share = is_percentage(measure) and all(0 <= one.value <= WHOLE for one in told)
    return Figures(
        name=capital(measure.name),
        told=told,
        change=_change(measure, share=share),
        direction=f"{measure.better.capitalize()} is better here."
        if measure.better
        else "The text does not say whether higher or lower is better.",
        share=share,
    )


def _told(label: str, reading: Reading, unit: str) -> Told:
    figure = number(reading.value)
    base = "" if reading.n is None else f"based on {number(reading.n)}"
    per_cent = _is_per_cent(unit)
    return Told(
        label=label,
        value=reading.value,
        figure=f"{figure}%" if per_cent else figure,
        quantity=f"{figure}%" if per_cent else f"{figure} {unit}",
        period=period_words(reading.period),
        base=base,
    )


def _is_per_cent(unit: str) -> bool:
    return unit.strip().casefold() in {"%", "per cent", "percent"}


def _change(measure: Measure, *, share: bool) -> str:
    if measure.baseline is None:
        return "There is no starting point to compare with."
    # As decimals, so that 0.3 less 0.1 is 0.2.
    before, after = (Decimal(repr(r.value)) for r in (measure.baseline, measure.result))
    if before == after:
        return "No change."
    unit = "percentage points" if share or _is_per_cent(measure.unit) else measure.unit
    way = "Higher" if after > before else "Lower"
    return f"{way} by {number(abs(after - before))} {unit}."
