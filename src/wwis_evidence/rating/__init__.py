"""The rating rule as pure functions: facts, framework and date in; rating out."""

from wwis_evidence.rating.rate import rate
from wwis_evidence.rating.result import IndicatorRating, Rating

__all__ = ["IndicatorRating", "Rating", "rate"]
