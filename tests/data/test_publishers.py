"""The table of publishers' hosts."""

from __future__ import annotations

import re

from kg.resources import package_path, rows

TABLE = rows(package_path("data", "publishers.tsv"))


def test_hosts_are_distinct_sorted_and_well_formed() -> None:
    hosts = [row["host"] for row in TABLE]
    assert hosts == sorted(set(hosts))
    assert [host for host in hosts if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*", host)] == []


def test_countries_exist() -> None:
    nations = {row["iso3"] for row in rows(package_path("data", "nations.tsv"))}
    assert {row["iso3"] for row in TABLE} <= nations


def test_no_host_repeats_what_its_domain_tells() -> None:
    domains = {
        row["domain"]: row["iso3"] for row in rows(package_path("data", "nations.tsv")) if row["domain"]
    }
    assert [row["host"] for row in TABLE if domains.get(row["host"].rpartition(".")[2]) == row["iso3"]] == []
