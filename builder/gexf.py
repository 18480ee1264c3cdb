"""A network as GEXF 1.3, which Gephi and other programs for networks read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from builder.feeds import xml_attribute, xml_text


class Point(NamedTuple):
    """An entity: its id, its name, its kind, its articles."""

    id: str
    label: str
    kind: str
    articles: int


class Edge(NamedTuple):
    """Two entities and how many articles concern both."""

    one: str
    two: str
    articles: int


def gexf(title: str, points: Iterable[Point], edges: Iterable[Edge]) -> bytes:
    """The file. Edges have no direction; their weight is their number of articles."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
        f"<meta><creator>Dossier</creator><description>{xml_text(title)}</description></meta>",
        '<graph defaultedgetype="undirected" mode="static">',
        '<attributes class="node">',
        '<attribute id="kind" title="kind" type="string"/>',
        '<attribute id="articles" title="articles" type="integer"/>',
        "</attributes>",
        "<nodes>",
    ]
    lines += [
        f"<node id={xml_attribute(point.id)} label={xml_attribute(point.label)}><attvalues>"
        f'<attvalue for="kind" value={xml_attribute(point.kind)}/>'
        f'<attvalue for="articles" value="{point.articles}"/></attvalues></node>'
        for point in points
    ]
    lines += ["</nodes>", "<edges>"]
    lines += [
        f'<edge id="{number}" source={xml_attribute(edge.one)} target={xml_attribute(edge.two)}'
        f' weight="{edge.articles}"/>'
        for number, edge in enumerate(edges)
    ]
    lines += ["</edges>", "</graph>", "</gexf>"]
    return ("\n".join(lines) + "\n").encode()
