"""An article's page: its texts with their marks, and the list of who and where beside it."""

from builder.pages.article.main import ARTICLE

__all__ = ["ARTICLE"]
