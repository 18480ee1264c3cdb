"""How an article is cited: as a line to read, BibTeX, RIS and CSL-JSON.

Pure: a `Work` in, text out. A byline is given as printed, whole, never cut into given name
and surname: nothing says which is which. Where a format leaves that to its readers, a body's
says that there is nothing to cut. No date of access but the one the archivist wrote
down: there is no clock.
"""

from __future__ import annotations

from builder.citations.bibtex_entry import bibtex as bibtex, escape_tex as escape_tex
from builder.citations.csl_item import csl as csl
from builder.citations.fields import key_of as key_of, one_line as one_line
from builder.citations.line import Piece as Piece, citation as citation, cite as cite
from builder.citations.ris_record import ris as ris
from builder.citations.work import Work as Work
