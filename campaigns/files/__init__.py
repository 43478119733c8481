"""Rosters in files that people made."""
