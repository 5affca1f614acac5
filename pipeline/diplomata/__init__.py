"""Diplomata: plain-text archival records in, a validated TEI edition out."""

from __future__ import annotations

__version__ = "0.1.0"
