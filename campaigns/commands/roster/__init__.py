"""Rosters: read in turns, kept row by row."""
