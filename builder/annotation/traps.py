"""What a name is not: streets, prizes, airports and other things that bear it."""

from __future__ import annotations

import re

_BEFORE = re.compile(
    r"(?:\b(?:rue|avenue|boulevard|place|pont|quai|square|jardin|parc|stade|aéroport|lycée|collège|"
    r"école|université|hôpital|institut|institute|fondation|foundation|prix|prize|bourse|musée|"
    r"porte-avions|tour|théâtre|loi|plan|street|airport|stadium|university|hospital|"
    r"award|new|nouveau|nouvelle)\s+(?:de\s+la\s+|de\s+l'|du\s+|des\s+|de\s+|d'|of\s+)?)$",
    re.I,
)
_AFTER = re.compile(
    r"^(?:\s+(?:Street|Avenue|Airport|Stadium|University|Institute|Foundation|Prize|Award|Post|"
    r"Times|Hospital|Bridge)\b)"
)
_LANGUAGE = re.compile(r"\ben$|\btraduit du$|\bparle$", re.I)
_MONEY = re.compile(r"\b(?:dollars?|euros?|francs?|yens?|wons?|roubles?|montagnes?)\s*$", re.I)


def is_trap(text: str, start: int, end: int, sort: str) -> bool:
    """Whether the words around say that this is no mention."""
    before = text[max(0, start - 40) : start].replace("’", "'")
    if sort in ("name", "alias", "surname"):
        return bool(_BEFORE.search(before) or _AFTER.match(text[end : end + 20]))
    if sort == "adjective":
        bare = before.rstrip()
        return bool(_LANGUAGE.search(bare) or _MONEY.search(before))
    return False
