"""Contracts: what a standard table must hold, and the check that it does."""

from litmus.contracts.loading import load
from litmus.contracts.model import Column, Contract

__all__ = ["Column", "Contract", "load"]
