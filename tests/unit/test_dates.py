import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, strategies as st

from builder.dates import parse_date
from builder.feeds import rfc3339
from builder.wording import words_of

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
        "٢٠٢٣-٠٩-١١",
        "２０２３",
    ],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        parse_date(text, PARIS)


ZONES = ["Europe/Paris", "Asia/Seoul", "Asia/Kolkata", "Africa/Monrovia", "America/New_York", "UTC"]
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")


@given(st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31)), st.sampled_from(ZONES))
@example(datetime(1905, 2, 3, 10, 30), "Europe/Paris")
def test_a_time_of_any_zone_and_century_stands_as_given_with_an_offset_that_others_read(
    given: datetime, zone: str
) -> None:
    text = given.isoformat(timespec="minutes")
    when = parse_date(text, ZoneInfo(zone))
    assert when.text.startswith(text)
    assert RFC_3339.fullmatch(rfc3339(when.text, when.moment))
    assert parse_date(when.text, UTC) == when
    # Local time before there were zones is kept to the minute.
    exact = given.replace(second=0, microsecond=0, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    assert abs(datetime.fromisoformat(when.moment) - exact) <= timedelta(seconds=30)


@pytest.mark.parametrize(
    ("lang", "date", "shown"),
    [
        ("fr", "2012-08-01", "1er août 2012"),
        ("fr", "2012-08-01T09:05+02:00", "1er août 2012, 09:05 (UTC+02:00)"),
        ("fr", "2012-08-11", "11 août 2012"),
        ("fr", "2012-08", "août 2012"),
        ("en", "2012-08-01", "August 1, 2012"),
    ],
)
def test_the_first_of_a_month_is_an_ordinal_in_french(lang: str, date: str, shown: str) -> None:
    assert words_of(lang).date(date) == shown


def test_frisian_has_no_french_ordinals() -> None:
    assert not words_of("frr").date("2023-08-01").startswith("1er")
