"""Batches: one report of one period, made for many scopes at once."""

from litmus.run.batch.batching import batch
from litmus.run.batch.summary import Summary

__all__ = ["Summary", "batch"]
