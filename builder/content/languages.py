"""What a language's code is."""

from __future__ import annotations

import re
from typing import Final

LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""A language's code (BCP 47), in the writing that HTML takes."""
