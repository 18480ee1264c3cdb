"""Law 2: an incremental build equals a clean one, byte for byte, after any edits.

The machine edits a small archive, its settings and its templates, builds in between, loses
files from the output, stops builds half way, and compares what came of it with a build
from nothing.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from builder import render
from builder.addresses import slugify
from builder.archive import reads
from builder.archive.door import Door
from builder.archive.readers import open_reader
from builder.build import Order, build
from builder.folders import Folders, program_templates
from builder.problems import ContentError
from builder.publish import MANIFEST

NAMES = ["Kim Jong Un", "Vladimir Poutine", "Jeanne Martin", "Ana de Souza", "Le Pen"]
WORDS = [
    "Kim Jong Un a rencontré Vladimir Poutine à Vladivostok.",
    "Selon Moscou, la Russie et la Corée du Nord se parlent.",
    "M. Kim a quitté Pyongyang. Séoul a averti Washington.",
    "Jeanne Martin, française, vit en Allemagne.",
    "Ana de Souza écrit à Le Pen ; l’Ukraine attend.",
    "Rien à signaler ici.",
    "Jeanne-Martin ou 김정은이 ; « О Путине » ; M. Martin, J. Martin et les Martin.",
    "[[Ana de Souza|La romancière]] lit [[places/paris|Paris]]. Frankreich auch.",
    "Un **mot** gras, [un lien](articles/a0.md), une note.[^1]\n\n[^1]: La note.",
]
IDS = ["a0", "a1", "a2", "sub/b0", "sub/b1"]
DATES = ["2023-09-11T15:29+02:00", "2023-09-11", "2023-08", "2022", "2024-01-02T00:10Z"]

articles = st.fixed_dictionaries(
    {
        "id": st.sampled_from(IDS),
        "title": st.sampled_from(["Un titre", "Kim Jong Un en Russie", "Le MONDE : un point"]),
        "date": st.sampled_from(DATES),
        "people": st.lists(st.sampled_from([*NAMES, "Personne Inconnue"]), max_size=2, unique=True),
        "body": st.lists(st.sampled_from(WORDS), max_size=4),
        "source": st.sampled_from(["", "AFP", "Yonhap"]),
        "access": st.sampled_from(["full", "full", "excerpt", "reference"]),
        "topics": st.lists(st.sampled_from(["guerre", "paix"]), max_size=2, unique=True),
        "lang": st.sampled_from(["fr", "fr", "en", "de"]),
        "more": st.sampled_from([
            "", "", "about: [RU, KP]\n", "about: [Jeanne Martin]\n", 'read: { "Moscou": "-" }\n',
            "version_of: a0\n", "reprint_of: sub/b0\n", "redirects: [ancien.html]\n",
            "draft: true\n", "slug: autre\n", "countries: [UE, UA]\n",
            "corrections: [{ date: 2023-10-01, by: nous, text: Une faute. }]\n",
        ]),
    }
)  # fmt: skip

PEOPLE = [
    "",
    "aliases: [Martin]\n",
    "aliases: [Moscou-sur-Seine, Vladivostok]\n",
    "misspellings: [La Russie]\n",
    "countries: [RU]\nroles:\n  - { title: cheffe, organisation: Maison Bleue, from: 2022 }\n",
    "match: declared\n",
    "visibility: unlisted\n",
    "visibility: pseudonym\npseudonym: Mme X.\n",
    "stands_for: countries/ru\n",
    "redirects: [people/ancienne.html]\n",
    "honorific: Mme\nnames: { ko: 김정은, ru: Владимир Путин }\n",
    "names: { en: Jane Martin, ko: 마르탱 }\ndescription: { fr: Une femme, en: A woman }\n",
]

BESIDE = {
    "organisations/maison-bleue.md": [
        "---\nname: Maison Bleue\n---\n",
        "---\nname: Maison Bleue\nparent: UN\ncountry: FR\n---\n",
    ],
    "places/vladivostok.md": ["---\nname: Vladivostok\ncountry: RU\n---\n\nUn port.\n"],
    "countries/ru.md": ["---\nname: Russie\n---\n", "---\naliases: [Rus]\n---\n\nUn pays.\n"],
    "people/jeanne-martin.en.md": ["A life.\n"],
    "pages/about.md": ["---\ntitle: À propos\n---\n\nVoir [a0](articles/a0.md).\n"],
    "pages/about.en.md": ["---\ntitle: About\n---\n\nText.\n"],
    "media/image.txt": ["un", "deux"],
    "static/CNAME": ["example.org\n"],
    "articles/a0.annotations.jsonld": [
        '[{"body": {"source": "people/jeanne-martin"}, "target": {"selector": '
        '{"type": "TextQuoteSelector", "exact": "la Russie"}}}]',
    ],
}
"""Files beside articles and people, with what each may hold."""


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and "pagefind" not in path.relative_to(root).parts
    }


class Archive(RuleBasedStateMachine):
    @initialize(languages=st.sampled_from(['["fr"]', '["fr", "en"]']))
    def start(self, languages: str) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="dossier-law-"))
        self.content = self.root / "content"
        self.languages = languages
        self.settings = {
            "title": "Essai", "metonyms": "separate", "exceptions": "[]", "pairs_from": "2",
        }  # fmt: skip
        self.base_url, self.output = "", "site-a"
        self._settings()
        self.article(
            {
                "id": "a0", "title": "Un titre", "date": DATES[0], "people": [],
                "body": WORDS[:2], "source": "AFP", "access": "full", "topics": [],
                "lang": "fr", "more": "",
            }
        )  # fmt: skip
        self.build()

    def teardown(self) -> None:
        if hasattr(self, "root"):
            try:
                self.compare()
            finally:
                shutil.rmtree(self.root, ignore_errors=True)

    def folders(self, output: str, cache: str) -> Folders:
        templates = self.root / "templates"
        return Folders(self.content, templates, self.root / output, self.root / cache)

    def order(self, output: str = "", cache: str = "cache", search: bool = False) -> Order:
        folders = self.folders(output or self.output, cache)
        return Order(folders, self.base_url, search=search, jobs=1, bundle=2_000)

    def _settings(self) -> None:
        self.content.mkdir(exist_ok=True)
        (self.content / "archive.toml").write_text(
            f'format = 1\nid = "essai"\ntitle = "{self.settings["title"]}"\n'
            f"languages = {self.languages}\n"
            f'[annotation]\nmetonyms = "{self.settings["metonyms"]}"\n'
            f"exceptions = {self.settings['exceptions']}\n"
            f"[publication]\npairs_from = {self.settings['pairs_from']}\n",
            encoding="utf-8",
        )

    @rule(article=articles)
    def article(self, article: dict[str, object]) -> None:
        path = self.content / "articles" / f"{article['id']}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        people = ", ".join(article["people"])  # type: ignore[arg-type]
        topics = ", ".join(article["topics"])  # type: ignore[arg-type]
        path.write_text(
            f"---\ntitle: {article['title']}\ndate: {article['date']}\nlang: {article['lang']}\n"
            f"{article['more']}"
            f"source: {article['source']}\naccess: {article['access']}\n"
            f"people: [{people}]\ntopics: [{topics}]\n---\n\n" + "\n\n".join(article["body"]),  # type: ignore[arg-type]
            encoding="utf-8",
        )

    @rule(id=st.sampled_from(IDS[1:]))
    def remove_article(self, id: str) -> None:
        (self.content / "articles" / f"{id}.md").unlink(missing_ok=True)

    @rule(old=st.sampled_from(IDS[1:]), new=st.sampled_from(IDS[1:]))
    def rename_article(self, old: str, new: str) -> None:
        source = self.content / "articles" / f"{old}.md"
        if source.exists():
            target = self.content / "articles" / f"{new}.md"
            target.parent.mkdir(parents=True, exist_ok=True)
            source.rename(target)

    @rule(name=st.sampled_from(NAMES), keys=st.sampled_from(PEOPLE), there=st.booleans())
    def person(self, name: str, keys: str, there: bool) -> None:
        path = self.content / "people" / f"{slugify(name)}.md"
        path.parent.mkdir(exist_ok=True)
        if there:
            path.write_text(f"---\nname: {name}\n{keys}---\n\nUne vie.\n", encoding="utf-8")
        else:
            path.unlink(missing_ok=True)

    @rule(name=st.sampled_from(sorted(BESIDE)), which=st.integers(-1, 1))
    def beside(self, name: str, which: int) -> None:
        path = self.content / name
        path.parent.mkdir(exist_ok=True)
        if which < 0:
            path.unlink(missing_ok=True)
        else:
            path.write_text(BESIDE[name][which % len(BESIDE[name])], encoding="utf-8")

    @rule(where=st.sampled_from(["", "https://example.org/a"]), output=st.sampled_from("ab"))
    def change_flags(self, where: str, output: str) -> None:
        self.base_url = where
        self.output = f"site-{output}"

    @rule(
        title=st.sampled_from(["Essai", "Autre"]),
        metonyms=st.sampled_from(["separate", "merge", "ignore"]),
        exceptions=st.sampled_from(["[]", '["Séoul a averti"]']),
        pairs_from=st.sampled_from(["2", "3"]),
        languages=st.sampled_from(['["fr"]', '["fr", "en"]']),
    )
    def change_settings(
        self, title: str, metonyms: str, exceptions: str, pairs_from: str, languages: str
    ) -> None:
        self.settings = {
            "title": title, "metonyms": metonyms, "exceptions": exceptions, "pairs_from": pairs_from,
        }  # fmt: skip
        self.languages = languages
        self._settings()

    @rule(mark=st.sampled_from(["", "<!-- one -->", "<!-- two -->"]))
    def change_template(self, mark: str) -> None:
        own = self.root / "templates" / "base.html"
        own.parent.mkdir(exist_ok=True)
        if mark:
            text = (program_templates() / "base.html").read_text(encoding="utf-8")
            own.write_text(text.replace("</body>", f"{mark}</body>"), encoding="utf-8")
        else:
            own.unlink(missing_ok=True)

    @rule(which=st.integers(0, 1000))
    def lose_a_file(self, which: int) -> None:
        files = sorted(path for path in (self.root / self.output).rglob("*.html"))
        if files:
            files[which % len(files)].unlink()

    @rule(after=st.integers(0, 12))
    def build_that_is_killed(self, after: int) -> None:
        class Killed(BaseException):
            pass

        whole = render.Renderer._render
        left = after

        def dying(self: render.Renderer, known: object, batch: object) -> object:
            nonlocal left
            if left == 0:
                raise Killed
            left -= 1
            return whole(self, known, batch)  # type: ignore[arg-type]

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(render.Renderer, "_render", dying)
            try:
                build(self.order())
            except (Killed, ContentError):
                pass

    @rule()
    def lose_the_cache(self) -> None:
        shutil.rmtree(self.root / "cache", ignore_errors=True)

    @rule()
    def build(self) -> None:
        try:
            build(self.order())
        except ContentError:
            return
        again = build(self.order())
        assert (again.rendered, again.written, again.deleted) == (0, 0, 0)
        connection = open_reader(self.root / "cache")
        try:
            assert reads.verify(connection, Door(connection)) == []
        finally:
            connection.close()

    @precondition(lambda self: hasattr(self, "root"))
    @rule()
    def compare(self) -> None:
        try:
            build(self.order(search=True))
        except ContentError:
            return
        build(self.order("clean", "clean-cache", search=True))
        for here, clean in ((self.output, "clean"), ("cache/documents", "clean-cache/documents")):
            ours, theirs = tree(self.root / here), tree(self.root / clean)
            assert ours.keys() == theirs.keys()
            for path, data in theirs.items():
                assert ours[path] == data, path
        assert any(path.startswith(MANIFEST) for path in tree(self.root / self.output))
        lists = [self.root / site / "pagefind/bundles.json" for site in (self.output, "clean")]
        assert lists[0].read_bytes() == lists[1].read_bytes()
        shutil.rmtree(self.root / "clean")
        shutil.rmtree(self.root / "clean-cache")


TestArchive = Archive.TestCase
TestArchive.settings = settings(
    max_examples=settings().max_examples // 10,  # one takes seconds
    suppress_health_check=list(HealthCheck),
)
