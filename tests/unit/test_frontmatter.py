"""Front matter: what newsrooms write works, and what is wrong has its place."""

from __future__ import annotations

import pytest

from builder.config import Config
from builder.content.articles import read_article
from builder.content.entities import read_entity
from builder.content.freepages import read_page
from builder.content.source import split
from builder.kinds import BUILT_IN, Kind
from builder.model import Entity, EntityText

CONFIG = Config(
    id="essai",
    title={"": "Essai"},
    languages=("fr", "en"),
    kinds=(*BUILT_IN, Kind("ships", {}, "Thing", 0)),
)
HEAD = "title: T\ndate: 2023-09-11\n"


def article(front, body="Texte.", end="\n", path="articles/a.md"):
    text = f"---\n{front.rstrip(chr(10))}\n---\n{body}\n".replace("\n", end)
    return read_article(path, text.encode(), CONFIG)


def good(front, **kw):
    read, problems = article(front, **kw)
    assert read is not None and not [p for p in problems if p.is_error], problems
    return read


def wrong(front, **kw):
    """What is wrong with it, as line:column code, and the line's own text."""
    _, problems = article(front, **kw)
    for found in problems:
        lines = f"---\n{front}\n---\n".split("\n")
        assert found.excerpt == lines[found.line - 1].rstrip()
        assert found.message and "{" not in found.message
    return sorted(f"{p.line}:{p.column} {p.code}" for p in problems)


TITLES = [
    ("Guerre en Ukraine : le point", "Guerre en Ukraine : le point"),
    ("Affaire #MeToo # encore", "Affaire #MeToo # encore"),
    ('"Visite officielle" de Kim', '"Visite officielle" de Kim'),
    ("'Visite' de 'Kim'", "'Visite' de 'Kim'"),
    ("[Vidéo] Kim en Russie", "[Vidéo] Kim en Russie"),
    ("{accolades} & * ! % @ `", "{accolades} & * ! % @ `"),
    ("- tiret", "- tiret"),
    ("? : !", "? : !"),
    ("null", "null"),
    ("NO", "NO"),
    ("1.10", "1.10"),
    ("15:29", "15:29"),
    ("&ancre *alias", "&ancre *alias"),
    ("| pas un bloc", "| pas un bloc"),
    ("l’Ukraine\u00a0: « suite »   ", "l’Ukraine\u00a0: « suite »"),
    ('"Un scalaire : entre guillemets"', "Un scalaire : entre guillemets"),
    ('"Avec commentaire"  # ici', "Avec commentaire"),
    ("'L''affaire'", "L'affaire"),
    ('"échappé \\"oui\\" \\u00e9"', 'échappé "oui" é'),
    ("|\n  deux\n  lignes", "deux lignes"),
    (">-\n  deux\n  lignes", "deux lignes"),
    (
        "| # commentaire\n  un bloc : avec deux points # et dièse",
        "un bloc : avec deux points # et dièse",
    ),
    ("commencé\n  et fini", "commencé et fini"),
    ("commencé\n\n  et fini plus bas", "commencé et fini plus bas"),
]


@pytest.mark.parametrize(("written", "read"), TITLES)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_titles_are_taken_word_for_word(written, read, end):
    assert good(f"title: {written}\ndate: 2023", end=end).title == read
    assert good(f"date: 2023\ntitle: {written}", end=end).title == read


@pytest.mark.parametrize("key", ["source", "rights", "issue", "edition"])
def test_so_are_the_other_keys_of_newsrooms(key):
    for written, read in TITLES:
        assert (
            getattr(
                good(
                    f"{HEAD}{key}: {written}\nrights: x"
                    if key != "rights"
                    else f"{HEAD}{key}: {written}"
                ),
                key,
            )
            == read
        )


@pytest.mark.parametrize("key", ["standfirst", "summary"])
def test_so_are_standfirst_and_summary(key):
    for written, read in TITLES:
        assert good(f"{HEAD}{key}: {written}").texts[key].plain == read
    text = good(f"{HEAD}{key}: Le [[Kim|*chef*]] : #un").texts[key]
    assert text.plain == "Le *chef* : #un" and text.marks[0].position == (4, len(key) + 6)


def test_and_names_and_pseudonyms_of_entities():
    front = '---\nname: Kim: #1\nhonorific: M. : x\npseudonym: "Mme" X.\n---\n'
    entity, problems = read_entity("people/kim.md", front.encode(), CONFIG)
    assert problems == () and isinstance(entity, Entity)
    assert (entity.name, entity.honorific, entity.pseudonym) == ("Kim: #1", "M. : x", '"Mme" X.')


AUTHORS = [
    ("T.G.", ("T.G.",)),
    ("AFP : Jean, Paul #1", ("AFP : Jean, Paul #1",)),
    ("[Jean, Paul]", ("Jean", "Paul")),
    ('[Jean, "Paul, fils"]', ("Jean", "Paul, fils")),
    ("[AFP] Jean", ("[AFP] Jean",)),
    ("[AFP", ("[AFP",)),
    ("\n  - Jean\n  - Paul", ("Jean", "Paul")),
    ("\n- Jean\n- Paul", ("Jean", "Paul")),
    ("", ()),
]


@pytest.mark.parametrize(("written", "read"), AUTHORS)
def test_an_author_may_be_a_list(written, read):
    assert good(f"{HEAD}author: {written}\ntopics: x").author == read


def test_other_scalars_are_text_typed_by_what_is_asked():
    read = good(
        HEAD
        + "countries: [NO, SE, ON, YES]\npage: 01000\nidentifier: 1.10\ntopics: [15:29, 0x10, 1e3, true, 2023-01-01]"
    )
    assert [d.name for d in read.declared] == ["NO", "SE", "ON", "YES"]
    assert (read.page, read.identifier) == ("01000", "1.10")
    assert read.topics == ("15:29", "0x10", "1e3", "true", "2023-01-01")


def test_a_value_or_a_list_and_each_has_its_place():
    read = good(HEAD + "people: Kim Jong Un\nships:\n  - Aurora\n  - Koursk\npersons: [A]")
    assert [(d.kind, d.name, tuple(d.position)) for d in read.declared] == [
        ("people", "Kim Jong Un", (4, 9)),
        ("people", "A", (8, 11)),
        ("ships", "Aurora", (6, 5)),
        ("ships", "Koursk", (7, 5)),
    ]


def test_about_is_what_it_says_even_when_it_is_empty():
    assert good(HEAD).about is None
    assert good(HEAD + "about: []").about == ()
    assert [d.name for d in good(HEAD + "about: [A, B]").about or ()] == ["A", "B"]


def test_the_rest_of_the_keys():
    read = good(
        HEAD
        + 'read: { "M. Kim": kim, "les Vingt-Sept": "-" }\nbased_on: { source: TF1, date: 2023-09, url: "https://a.b/" }\n'
        "corrections: [{ date: 2023, by: X, text: 'Un : mot' }]\nversion_of: articles/b.md\nextra: { a: [1, { b: c }] }\n"
        "redirects: [/vieux/x.html, ancien/, caf%C3%A9/a%20b.html]\nimage: a.jpg\ndraft: true\nslug: un-slug\nlang: en-GB\ntext: account"
    )
    assert [(r.form, r.target) for r in read.read] == [("M. Kim", "kim"), ("les Vingt-Sept", "-")]
    assert read.based_on[0].source == "TF1" and read.based_on[0].url == "https://a.b/"
    assert read.corrections[0].text == "Un : mot"
    assert read.version_of == "b" and read.extra == {"a": ["1", {"b": "c"}]}
    assert [r.target for r in read.redirects] == [
        "vieux/x.html",
        "ancien/index.html",
        "café/a b.html",
    ]
    assert (read.image, read.draft, read.slug, read.lang) == (
        "media/a.jpg",
        True,
        "un-slug",
        "en-GB",
    )
    assert {link.target for link in read.links} == {"media/a.jpg", "articles/b.md"}


def test_bom_and_line_ends_change_nothing():
    plain = b"---\ntitle: T\ndate: 2023\npeople: [A]\n---\nUn [[B]].\n"
    first = read_article("articles/a.md", plain, CONFIG)
    assert first[0] is not None
    for data in (
        b"\xef\xbb\xbf" + plain,
        plain.replace(b"\n", b"\r\n"),
        plain.replace(b"\n", b"\r"),
    ):
        assert read_article("articles/a.md", data, CONFIG) == first


WRONG = [
    ("title: T\ntitle: U\ndate: 2023", ["3:1 E104"]),
    (HEAD + "topics: a\nlang: fr\ntopics: b", ["6:1 E104"]),
    (HEAD + "title:\n  - x", ["4:1 E104"]),
    (HEAD + "extra: { a: 1, a: 2 }", ["4:16 E104"]),
    (HEAD + "pays: [FR]", ["4:1 E107"]),
    (HEAD + "pays:\n  - FR", ["4:1 E107"]),
    (HEAD + "titel: x", ["4:1 E107"]),
    (HEAD + "based_on: { sourc: x }", ["4:13 E107"]),
    ("titre: T\ndate: 2023", ["1:1 E108", "2:1 E107"]),
    ("title:\ndate: 2023", ["2:1 E108"]),
    ("lang: fr", ["1:1 E108", "1:1 E108"]),
    ("", ["1:1 E108", "1:1 E108"]),
    ("title: T\ndate: 11/09/2023", ["3:7 E106"]),
    ("title: T\ndate: 2023-02-30", ["3:7 E106"]),
    ("title: T\ndate: 2023-09-11T25:00", ["3:7 E106"]),
    ("title: T\ndate: [2023]", ["3:7 E106"] * 2),
    (HEAD + "places: [Paris: x]", ["4:10 E106"]),
    (HEAD + "topics: { a: b }", ["4:9 E106"]),
    (HEAD + "lang: français", ["4:7 E106"]),
    (HEAD + "draft: peut-être", ["4:8 E106"]),
    (HEAD + "text: copie", ["4:7 E106"]),
    (HEAD + "access: partial", ["4:9 E106"]),
    (HEAD + "markup: html", ["4:9 E106"]),
    (HEAD + "updated: hier", ["4:10 E106"]),
    (HEAD + "retrieved: 32/13", ["4:12 E106"]),
    (HEAD + "slug: Un Titre/..", ["4:7 E106"]),
    (HEAD + "source_url: javascript:alert(1)", ["4:13 E106"]),
    (HEAD + "source_url: data:text/html,x", ["4:13 E106"]),
    (HEAD + 'source_url: "java\\tscript:alert(1)"', ["4:13 E106"]),
    (HEAD + 'archived_url: "java\\nscript:alert(1)"', ["4:15 E106"]),
    (HEAD + "source_url: inconnu", ["4:13 E106"]),
    (HEAD + "source_url: media/une.pdf", ["4:13 E106"]),
    (HEAD + "archived_url: lemonde.fr:8080/x", ["4:15 E106"]),
    (HEAD + "based_on: { url: voir le site }", ["4:18 E106"]),
    (HEAD + "facsimile: file:///etc/passwd", ["4:12 E106"]),
    (HEAD + "image: https://exemple.org/x.png", ["4:8 E106"]),
    (HEAD + "redirects: [../../x.html]", ["4:13 E106"]),
    (HEAD + "redirects: [a?b=1, https://x.org/a, a%3Fb]", ["4:13 E106", "4:20 E106", "4:37 E106"]),
    (HEAD + "read: [a, b]", ["4:7 E106"]),
    (HEAD + "read: { a: [b] }", ["4:12 E106"]),
    (HEAD + "corrections: hier", ["4:14 E106"]),
    (HEAD + "corrections: [{ date: 2023 }]", ["4:15 E108"]),
    (HEAD + "extra: x", ["4:8 E106"]),
    (HEAD + "places: [Paris #3, Lyon]", ["4:9 E105"]),
    (HEAD + "topics: [a", ["4:9 E105"]),
    (HEAD + "sans deux points", ["4:1 E105"]),
    (HEAD + "\tlang: fr", ["4:1 E105"]),
    (HEAD + "topics: *gras*", ["4:9 E105"]),
    (HEAD + "topics: [&a x, *a]", ["4:10 E105"]),
    (HEAD + "extra: &a { b: *a }", ["4:8 E105"]),
    ("- a\n- b", ["2:1 E105"]),
    ("du texte", ["2:1 E105"]),
    (HEAD + "extra: { a: " + "[" * 30 + "]" * 30 + "}", ["4:32 E105"]),
    (HEAD + 'topics: "\\u0001"', ["4:9 E109"]),
    (HEAD + "source: TF1", ["4:9 W101"]),
]  # fmt: skip


@pytest.mark.parametrize(("front", "found"), WRONG)
def test_what_is_wrong_has_its_place_and_its_line(front, found):
    assert wrong(front) == found


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://www.lemonde.fr/x", "https://www.lemonde.fr/x"),
        ("www.lemonde.fr/x", "https://www.lemonde.fr/x"),
        ("lemonde.fr", "https://lemonde.fr"),
        ("lemonde.fr/a b", ""),
        ("lemonde.fr/50%/é?a=1#b", "https://lemonde.fr/50%25/é?a=1#b"),
        ("//lemonde.fr/x", "https://lemonde.fr/x"),
        ("web.archive.org/web/2023/http://a.fr/", "https://web.archive.org/web/2023/http://a.fr/"),
        ("le-parisien.fr/x", "https://le-parisien.fr/x"),
        ("radio-été.fr", "https://radio-été.fr"),
        ("1.2", ""),
        ("n.d.", ""),
    ],
)
def test_a_web_address_may_lack_what_people_leave_out(written, address):
    front = f'{HEAD}source_url: "{written}"\narchived_url: "{written}"\n'
    front += f'based_on: [{{ url: "{written}" }}]'
    read, problems = article(front)
    assert read is not None
    assert (read.source_url, read.archived_url, read.based_on[0].url) == (address,) * 3
    assert [p.code for p in problems] == ([] if address else ["E106"] * 3)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("une.pdf", "media/une.pdf"),
        ("Une #1 50%.pdf", "media/Une %231 50%25.pdf"),
        ("static/une.pdf", "une.pdf"),
        ("../media/une.pdf", "media/une.pdf"),
        ("www.gallica.fr/une.pdf", "https://www.gallica.fr/une.pdf"),
        ("https://gallica.fr/une.pdf", "https://gallica.fr/une.pdf"),
    ],
)
def test_a_facsimile_is_a_file_or_an_address(written, address):
    read = good(f'{HEAD}facsimile: "{written}"')
    assert read.facsimile == address
    ours = [] if address.startswith("https:") else [address]
    assert [(link.target, link.position) for link in read.links] == [(to, (4, 12)) for to in ours]


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("pays", "countries"), ("titre", "title"), ("auteur", "author"), ("personnes", "people"),
        ("lieux", "places"), ("organisation", "organisations"), ("sujets", "topics"),
        ("chapô", "standfirst"), ("Résumé", "summary"), ("langue", "lang"), ("standfrist", "standfirst"),
        ("sourceurl", "source_url"),
    ],
)  # fmt: skip
def test_an_unknown_key_gets_the_name_that_is_meant(key, meant):
    _, problems = article(f"{HEAD}{key}: x")
    assert [p.hint for p in problems] == [f"did you mean `{meant}`?"]


def test_a_key_that_is_near_to_none_goes_under_extra():
    _, problems = article(f"{HEAD}zzz: x")
    assert [p.hint for p in problems] == ["keys of your own go under `extra:`"]


def test_the_error_says_what_to_quote():
    for front in ("places: [Paris: x]", "places: [Paris #3, y]", "topics: [a"):
        _, problems = article(HEAD + front)
        assert "quote" in problems[0].hint and "colon" in problems[0].hint


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"title: x\n", (1, 1, "E102", "title: x")),
        (b"", (1, 1, "E102", "")),
        (b" ", (1, 1, "E102", "")),
        (b"--- \ntitle: x\n", (1, 1, "E103", "---")),
        (b"\n---\ntitle: x\n---\n", (1, 1, "E102", "")),
        (b"---\ntitle: x\n", (1, 1, "E103", "---")),
        (b"---\ntitle: caf\xe9 noir\n---\n", (2, 11, "E101", "title: caf\ufffd noir")),
        (b"\xff\xfe-\0-\0", (1, 1, "E101", "\ufffd\ufffd-\0-\0")),
        (b"---\ntitle: x\0y\n---\n", (2, 9, "E101", "title: x\0y")),
        (b"---\ntitle: x\n---\nun\x0cdeux", (4, 3, "E109", "un\x0cdeux")),
        ("---\ntitle: x\n---\nun \ufdd0".encode(), (4, 4, "E109", "un \ufdd0")),
    ],
)
def test_what_is_no_source_says_where(data, place):
    source, problems = split(data, "articles/a.md")
    assert source is None
    assert [(p.line, p.column, p.code, p.excerpt) for p in problems] == [place]


def test_all_problems_are_found_at_once():
    found = wrong("titel: T\ndate: hier\ndate: demain\nlang: x y\ntopics: [a: b]")
    assert found == ["1:1 E108", "2:1 E107", "4:1 E104", "4:7 E106", "5:7 E106", "6:10 E106"]


ENTITIES = [
    ("people/kim.md", "surname: Kim", ["1:1 E108"]),
    ("people/Kim Jong.md", "name: Kim", ["0:0 E115"]),
    ("people/a/b.md", "name: Kim", ["0:0 E115"]),
    ("people/kim.md", "name: K\nwikidata: 56226", ["3:11 E106"]),
    ("people/kim.md", "name: K\nborn: vers 1984", ["3:7 E106"]),
    ("people/kim.md", "name: K\nroles: [{ titre: x }]", ["3:9 E108", "3:11 E107"]),
    ("people/kim.md", "name: K\nroles: [{ title: x, from: hier }]", ["3:27 E106"]),
    ("people/kim.md", "name: K\nvisibility: hidden", ["3:13 E106"]),
    ("people/kim.md", "name: K\nvisibility: pseudonym", ["1:1 E108"]),
    ("people/kim.md", "name: K\nmatch: sometimes", ["3:8 E106"]),
    ("people/kim.md", "name: K\nnames: { coréen: x }", ["3:10 E106"]),
    ("people/kim.md", "nom: K", ["1:1 E108", "2:1 E107"]),
    ("places/x.md", "name: X\ncoordinates: [1, 2, 3]", ["3:14 E106"]),
    ("places/x.md", "name: X\ncoordinates: [91, 0]", ["3:14 E106"]),
    ("places/x.md", "name: X\ncoordinates: [nan, 0]", ["3:14 E106"]),
    ("places/x.md", "name: X\ncoordinates: ici", ["3:14 E106"]),
    ("countries/kp.md", "description: x", []),
]  # fmt: skip


@pytest.mark.parametrize(("path", "front", "found"), ENTITIES)
def test_entities_have_their_errors_too(path, front, found):
    _, problems = read_entity(path, f"---\n{front}\n---\n".encode(), CONFIG)
    assert sorted(f"{p.line}:{p.column} {p.code}" for p in problems) == sorted(found)


def test_an_entity_in_another_language_needs_no_front_matter():
    text, problems = read_entity("people/kim.en.md", b"Leader *of*.", CONFIG)
    assert isinstance(text, EntityText)
    assert (text.id, text.lang, text.html) == ("people/kim", "en", "<p>Leader <em>of</em>.</p>")
    assert problems == ()
    text, _ = read_entity("people/kim.en.md", b"---\nlang: en\n---\nLeader.", CONFIG)
    assert isinstance(text, EntityText) and text.html == "<p>Leader.</p>"


def test_free_pages():
    page, problems = read_page("pages/about.en.md", b"---\ntitle: About: us\n---\nWe.", CONFIG)
    assert page is not None
    assert (page.id, page.lang, page.title, page.html) == ("about", "en", "About: us", "<p>We.</p>")
    assert problems == ()
    assert [p.code for p in read_page("pages/about.md", b"---\nlang: fr\n---\nWe.", CONFIG)[1]] == [
        "E108"
    ]
    assert [p.code for p in read_page("pages/A propos.md", b"---\ntitle: x\n---\n", CONFIG)[1]] == [
        "E115"
    ]
