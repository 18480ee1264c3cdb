"""The chronology: years, months with a calendar of days, days of their own when busy."""

from builder.pages.chronology.main import CHRONOLOGY

__all__ = ["CHRONOLOGY"]
