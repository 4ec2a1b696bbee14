"""Questions to a whole library, in SQL over its Parquet files.

The first two keep to what DuckDB and Spark SQL both understand, so that the same text runs on one machine
and on many. ``items``, ``ratings`` and ``reviews`` are the tables of the data package.
"""

BY_THEME = """\
SELECT items.theme, ratings.indicator, ratings.basis, ratings.bar, count(*) AS number,
       sum(CASE WHEN items.measured > 0 THEN 1 ELSE 0 END) AS with_figures
FROM items JOIN ratings ON ratings.item = items.item
WHERE ratings.bar IS NOT NULL
GROUP BY items.theme, ratings.indicator, ratings.basis, ratings.bar, ratings.position
ORDER BY items.theme, ratings.indicator, ratings.basis, ratings.position
"""
"""How many items of each theme have each bar, and how many of them give a figure of their impact."""

BY_ROLE = """\
SELECT role, indicator, criterion, count(*) AS findings,
       sum(CASE WHEN finding = 'met' THEN 1 ELSE 0 END) AS met,
       sum(CASE WHEN finding = 'cannot-tell' THEN 1 ELSE 0 END) AS cannot_tell
FROM reviews
GROUP BY role, indicator, criterion
ORDER BY role, indicator, criterion
"""
"""What reviewers of each role find on each criterion."""

CONSISTENCY = """\
WITH alike AS (
  SELECT indicator, confirmed, position, count(*) AS number
  FROM ratings
  WHERE basis = 'own-panel' AND bar IS NOT NULL
  GROUP BY indicator, confirmed, position
)
SELECT low.indicator, low.confirmed, low.position AS lower, high.position AS higher,
       low.number * high.number AS pairs
FROM alike AS low JOIN alike AS high
  ON high.indicator = low.indicator AND high.position > low.position
  AND list_has_all(low.confirmed, high.confirmed)
ORDER BY low.indicator, pairs DESC, low.confirmed, lower, higher
"""
"""Items with all that is confirmed of others, and yet a lower bar: questions for moderators.

As ``audit consistency``, for items that this library's own panels rated. It compares groups of items that are
alike, since a million items make some hundred groups. In DuckDB's words.
"""
