"""The rating rule as pure functions: facts, framework and date in; rating out."""

from wwis_evidence.rating.rate import IndicatorRating, Rating, rate

__all__ = ["IndicatorRating", "Rating", "rate"]
