"""Problems of the content: what can be wrong, where, and what to write instead.

A problem has a code (`E…` an error, `W…` a warning); its message and hint stand once, in
`CODES`, so that they can be documented and translated. Messages are formatted with the
problem's arguments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from builder.locating import locate

EXCERPT: Final = 60
"""How many characters before and after a name are shown with it."""


class Code(NamedTuple):
    """A kind of problem: its message and hint, both format strings over its arguments."""

    message: str
    hint: str = ""


CODES: dict[str, Code] = {
    # archive.toml
    "E001": Code("there is no archive.toml in {folder}", "`dossier init DIR` makes an archive"),
    "E002": Code("archive.toml is not TOML: {reason}", "{advice}"),
    "E003": Code("archive.toml lacks `{key}`", "write: {example}"),
    "E004": Code("`{key}` is to be {wanted}, not {found}", "{example}"),
    "E005": Code("no such setting: `{key}`", "{nearest}"),
    "E006": Code(
        "format {found} is newer than this program reads (1)",
        "update the program: pip install --upgrade dossier-archive",
    ),
    "E007": Code("the archive has no article", "`dossier new article TITLE` writes the first"),
    "E008": Code(
        "no kind can be called `{word}`: the word is taken, or is no slug", "choose another"
    ),
    "W001": Code("the interface does not speak {lang}: its own words are English there"),
    "W002": Code(
        "`{colour}` on `{ground}` can hardly be read: the contrast is {ratio} to 1",
        "4.5 to 1 is the least",
    ),
    # sources
    "E101": Code("the file is not UTF-8 text", "save it as UTF-8"),
    "E102": Code("the file does not begin with front matter", "its first line is to be ---"),
    "E103": Code("the front matter has no end", "a line --- is missing after it"),
    "E104": Code("`{key}` stands here twice", "keep one of the two"),
    "E105": Code("the front matter is not YAML: {reason}", "{advice}"),
    "E106": Code("`{key}` is to be {wanted}", "{example}"),
    "E107": Code("no such key: `{key}`", "{nearest}"),
    "E108": Code("`{key}` is missing", "write: {key}: …"),
    "E109": Code(
        "a character that no text can hold: {character}", "delete it, or write what it stands for"
    ),
    "E110": Code(
        "the annotations cannot be read: {reason}",
        'an annotation: {{ "body": "people/…", "target": {{ "selector": {{'
        ' "type": "TextQuoteSelector", "exact": "…" }} }} }}',
    ),
    "E111": Code("{other} has the same text in this language", "keep one of the two"),
    "E112": Code("{shown} is in {other} as well", "give one another `pseudonym`"),
    "E114": Code("the text is nested too deeply to be read", "take quotes and lists apart"),
    "E115": Code("the file's name is no id", "rename it to {slug}.md"),
    "E116": Code("the file's name, or a folder's, is not UTF-8 text", "rename it"),
    "W101": Code(
        "a source's text is published in full, and `rights` does not say why that is allowed",
        "write `rights: …`, or `access: excerpt`",
    ),
    "W102": Code(
        "the quotation “{quotation}” is not there, or not only once; it is left out",
        "copy the exact words of the text; where it has them twice, with `prefix` and `suffix`",
    ),
    "W103": Code("the date is in the future: {date}", "is the day before the month?"),
    "W104": Code("the image is on another host, so it is left out: {target}", "put it into media/"),
    "W107": Code(
        "nothing reads this folder: it belongs to no kind",
        "{advice} [kinds.{folder}] in archive.toml",
    ),
    "W108": Code("nothing reads this file", "{advice}"),
    "W109": Code("no file describes {entity}, of which this is the text", "write {entity}.md"),
    "W105": Code("[[ begins a mark that has no end", "write [[name]] or [[name|words]]"),
    "W106": Code("there is no footnote [^{name}]", "write it at the end: [^{name}]: …"),
    # names and annotation
    "E301": Code("no country is called “{name}”", "use its ISO code, or describe it in countries/"),
    "E302": Code("nobody and nothing is called “{name}”", "write its id, or describe it in a file"),
    "E303": Code("“{name}” is the name of several: {candidates}", "write one of these instead"),
    "W301": Code("“{name}” is declared, but nothing describes it", 'dossier new {kind} "{name}"'),
    "E304": Code("“{name}” is no country but {found}", "write it under `{kind}`"),
    "W302": Code(
        "“{name}” may be each of: {candidates}; it is taken for none",
        'say which: read: {{ "{name}": … }}, or [[…|{name}]] in the text',
    ),
    "W303": Code(
        "“{name}” ({entity}) and “{other}” ({second}) may be one",
        "if so, keep one file and write the other name under its `aliases`; if not, `wikidata`"
        " in both says so",
    ),
    "W304": Code(
        "“{name}” stands {count} times in {articles} articles, and no entity answers to it",
        'dossier new {kind} "{name}", or an alias of one that there is',
    ),
    "W305": Code(
        "no surname is known of “{name}”, so that only the full name is found",
        "write: surname: {surname}",
    ),
    "W306": Code(
        "“{surname}” alone stands {count} times for “{name}”, whose surname is taken to be"
        " “{assumed}”",
        "write: surname: {surname}",
    ),
    # addresses and links
    "E501": Code(
        "{address}, and {second} of {other}, are one address where case and accents are not told"
        " apart",
        "give one of them a `slug`, or another name",
    ),
    "E502": Code(
        "{address} is the address of this and of {other}",
        "give one of them a `slug`, or another name",
    ),
    "E503": Code(
        "nothing can lead on from {address}: it is an address of {other}",
        "take it out of `redirects`",
    ),
    "W501": Code(
        "the link leads nowhere: {target}",
        "write a page’s address (people/index.html), the path of its file (pages/about.md), or https://…",
    ),
    "W502": Code("there is no such file: {target}", "put it there, or mend its name"),
    "W503": Code("{target} has no such place: #{fragment}", "copy the link of a sentence there"),
    "W504": Code(
        "the page was at {address} and is at {new} now",
        "links to it go on with this line in its file: redirects: [{address}]",
    ),
    # templates
    "E601": Code("the template is not Jinja: {reason}"),
    "E602": Code("the template fails: {reason}", "what a template is given: templates/README.md"),
}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem at one place. `line` and `column` count from 1; 0 is the whole file."""

    path: str
    line: int
    column: int
    code: str
    arguments: tuple[tuple[str, str], ...] = ()
    excerpt: str = ""
    """The line of the source that it is about, as it stands there."""

    @property
    def is_error(self) -> bool:
        """Whether the program has no right answer, so that nothing is built."""
        return self.code.startswith("E")

    @property
    def texts(self) -> Code:
        """Its message and hint before they are filled in and translated."""
        return CODES[self.code]

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return CODES[self.code].message.format(**dict(self.arguments))

    @property
    def hint(self) -> str:
        """What to write instead, in English; may be empty."""
        return CODES[self.code].hint.format(**dict(self.arguments))


def problem(
    code: str, path: str, line: int = 0, column: int = 0, excerpt: str = "", **arguments: object
) -> Problem:
    """A problem with its arguments as text, in a fixed order."""
    named = tuple(sorted((key, str(value)) for key, value in arguments.items()))
    return Problem(path, line, column, code, named, excerpt)


def quoted(problems: Iterable[Problem], path: str, data: bytes) -> tuple[Problem, ...]:
    """Problems with the line that they are about, where they are at a place of this file and
    do not have it yet; those that quote a sentence of it, with its place.
    """
    found = []
    source = ""
    for item in problems:
        if item.path == path and bool(item.line) != bool(item.excerpt):
            source = source or data.decode("utf-8-sig", "replace")
            item = _placed(item, source)
        found.append(item)
    return tuple(found)


def _placed(item: Problem, source: str) -> Problem:
    lines = re.split("\r\n|\r|\n", source)
    if item.line:
        line = lines[item.line - 1].rstrip() if item.line <= len(lines) else ""
        return replace(item, excerpt=line)
    name = dict(item.arguments).get("name", "")
    place = locate(source, name, item.excerpt)
    if place is None:
        return item
    return replace(item, line=place[0], column=place[1], excerpt=lines[place[0] - 1].rstrip())


class ContentError(Exception):
    """The content has errors, so nothing was written. Carries all problems, in order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__(f"{sum(p.is_error for p in self.problems)} errors in the content")

    def __reduce__(self) -> tuple[type[ContentError], tuple[tuple[Problem, ...]]]:
        # As exceptions are pickled otherwise, a worker's would come back without its problems.
        return (ContentError, (self.problems,))


class MachineError(Exception):
    """The machine failed, not the content: a full disk, no Pagefind, a locked folder."""


class Cancelled(Exception):
    """Nobody waits any longer for the work; it was ended, and left nothing half done."""
