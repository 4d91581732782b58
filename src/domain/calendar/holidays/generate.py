#!/usr/bin/env python3
"""Writes table.txt.gz: the national public holidays of every country that the package `holidays` knows.

    pip install holidays && python3 generate.py

One line a country: its ISO 3166-1 code, then each year as `2026:1,96,121` (days of the year). The output is the
same for the same version of the package.
"""

import gzip
import pathlib

import holidays

YEARS = range(2015, 2051)


def line(country: str) -> str:
    years = []
    for year in YEARS:
        days = holidays.country_holidays(country, years=year)
        numbers = sorted(day.timetuple().tm_yday for day in days if day.year == year)
        if numbers:
            years.append(f"{year}:{','.join(map(str, numbers))}")
    return " ".join([country, *years])


def main() -> None:
    # France is computed by rule.
    countries = sorted(code for code in holidays.list_supported_countries() if len(code) == 2 and code != "FR")
    text = "\n".join(map(line, countries)) + "\n"
    target = pathlib.Path(__file__).with_name("table.txt.gz")
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
