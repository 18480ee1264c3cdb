"""Metonyms: when a capital or a seat of power speaks for a government, by cues."""

from __future__ import annotations

import re

SPEAKS = {
    "fr": re.compile(
        r"(?:(?:n'|ne |l'|les? |se |s'|y |en |lui |leur )?\s*(?:a|ont|avait|avaient|aurait|est|va|"
        r"vient|doit|peut|veut|souhaite|s'est)\s+(?:[^\W\d_]+ment\s+|également\s+|aussi\s+|déjà\s+|rien\s+|pas\s+|plus\s+|jamais\s+)?)?"
        r"(?:n'|ne |l'|les? |se |s'|en |y )?\s*"
        r"(?:dit|disait|annonc|déclar|affirm|assur|confirm|démen|accus|condamn|dénonc|exig|réclam|"
        r"demand|refus|rejet|averti|prévien|prévenu|menac|promet|promis|répond|répli|réagi|"
        r"estim|juge|jugé|craint|craignait|espér|veut|voul|voudrait|souhait|attend|cherch|décid|"
        r"négoci|propos|soutien|souten|approuv|reconn|rappel|soulign|précis|évoqu|parl|invit|"
        r"convoqu|sanction|vot|signe|signé|livr|fourni|ordonn|rest|dispos|compt|entend|présent|"
        r"s'inqui|s'attend|s'est|multipli|renforc|oppos|mettre|met|mis|nie|qualifi)",
        re.I,
    ),
    "en": re.compile(
        r"(?:(?:has|have|had|will|would|may|might|could|did|does|also|repeatedly|later|then|is|was)"
        r"\s+)*(?:not\s+)?(?:say|said|announc|declar|claim|confirm|den[iy]|accus|condemn|denounc|"
        r"demand|refus|reject|warn|threat|promis|respond|repl|react|believ|fear|hop|want|wish|"
        r"expect|seek|sought|decid|negotiat|propos|support|back|recogn|recall|insist|invit|summon|"
        r"sanction|vot|sign|suppl|order|plan|intend|present|call|ask|urg|agre|offer|need|kept|report)",
        re.I,
    ),
}
BEFORE = {
    "fr": re.compile(
        r"(?:\bselon|\bd'après|\bde la part (?:de|du|d')|\bobtenir (?:de|du|d')|"
        r"\bdu côté (?:de|du|d')|"
        r"\bcommuniqué (?:de|du|d')|\bporte-parole (?:de|du|d')|\bauprès (?:de|du|d')|"
        r"\bpour|\baux yeux (?:de|du)|\bfeu vert (?:de|du)|\bsoutien (?:de|du)|\baccord (?:de|du)|"
        r"\bréponse (?:de|du)|\bavertissement (?:de|du)|\bdemandé à|\baccus\w+|\bexhort\w+|"
        r"\binvitation (?:de|du))\s*(?:le|la|l')?\s*$",
        re.I,
    ),
    "en": re.compile(
        r"(?:\baccording to|\bon (?:the )?part of|\bobtain from|\bstatement from|\bstatement by|"
        r"\bspokes\w+ for|\bfor|\bwarning from|\bsupport from|\bpressure on|\baccus\w+|\burg\w+|"
        r"\bapproval of|\bask\w*)\s*(?:the)?\s*$",
        re.I,
    ),
}
PLACE = {
    "fr": re.compile(
        r"(?:\bà|\bvers|\bquitt\w+|\bdepuis|\barriv\w+ (?:à|au)|\bdans|\bprès de|\bjusqu'à|"
        r"\bgare de|\bde retour (?:à|de)|\brues de|\bville de|\bentre|\bgagn\w+|\brejoi\w+|"
        r"\bparti\w* de|\bau départ de|\bvisit\w+|\bau|\bhors de)\s*$",
        re.I,
    ),
    "en": re.compile(
        r"(?:\bin|\bto|\btoward|\btowards|\bleft|\bleaving|\bat|\bnear|\barriv\w+ (?:in|at)|"
        r"\binto|\baround|\boutside|\breached|\bvisit\w*|\bthrough|\bcity of)\s*(?:the)?\s*$",
        re.I,
    ),
}
_APOSTROPHES = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " "})


def manner_of(text: str, start: int, end: int, lang: str) -> str:
    """`metonym`, `place`, or `` where the words around do not tell."""
    tongue = lang.partition("-")[0]
    if tongue not in SPEAKS:
        return ""
    before = text[max(0, start - 60) : start].translate(_APOSTROPHES)
    after = text[end : end + 80].translate(_APOSTROPHES).lstrip()
    opening = re.match(r",[^,.;]{1,60},\s*", after)
    if opening:
        after = after[opening.end() :]
    if BEFORE[tongue].search(before):
        return "metonym"
    if PLACE[tongue].search(before):
        return "place"
    if SPEAKS[tongue].match(after):
        return "metonym"
    return ""
