from zoneinfo import ZoneInfo

import pytest

from builder.dates import parse_date

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("text", "kept", "moment", "month", "day"),
    [
        (
            "2023-09-11T15:29+02:00",
            "2023-09-11T15:29+02:00",
            "2023-09-11T13:29:00Z",
            "2023-09",
            "2023-09-11",
        ),
        (
            "2023-09-11 15:29",
            "2023-09-11T15:29+02:00",
            "2023-09-11T13:29:00Z",
            "2023-09",
            "2023-09-11",
        ),
        (
            "2023-09-11T00:10+02:00",
            "2023-09-11T00:10+02:00",
            "2023-09-10T22:10:00Z",
            "2023-09",
            "2023-09-11",
        ),
        (
            "2023-09-11T15:29:07Z",
            "2023-09-11T15:29:07Z",
            "2023-09-11T15:29:07Z",
            "2023-09",
            "2023-09-11",
        ),
        ("2023-09-11", "2023-09-11", "2023-09-10T22:00:00Z", "2023-09", "2023-09-11"),
        ("1987-03", "1987-03", "1987-02-28T23:00:00Z", "1987-03", ""),
        ("1987", "1987", "1986-12-31T23:00:00Z", "", ""),
    ],
)
def test_dates_as_given(text: str, kept: str, moment: str, month: str, day: str) -> None:
    when = parse_date(text, PARIS)
    assert (when.text, when.moment, when.month, when.day) == (kept, moment, month, day)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hier",
        "2023-13",
        "2023-02-30",
        "11/09/2023",
        "2023-09-11T25:00",
        "2023-9-1",
        "2023-09-11T10:00+99:00",
    ],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        parse_date(text, PARIS)
