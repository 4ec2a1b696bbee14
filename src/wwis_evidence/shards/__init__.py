"""Checking and rating a library on several machines: each a share, put together by one.

A share is worked out as all of a library is, from the same files by the same code, and written to a file.
Putting files of shares together takes the library too, for what only shows between cases.
"""

from wwis_evidence.shards.merge import CannotMergeError, Merged, merge
from wwis_evidence.shards.read import NotAShardError, ShardFile, parse_shard
from wwis_evidence.shards.share import MOST_SHARDS, Shard
from wwis_evidence.shards.write import shard_of_check, shard_of_ratings

__all__ = [
    "MOST_SHARDS",
    "CannotMergeError",
    "Merged",
    "NotAShardError",
    "Shard",
    "ShardFile",
    "merge",
    "parse_shard",
    "shard_of_check",
    "shard_of_ratings",
]
