"""Subdistricts, districts and provinces of Thailand, by name without ตำบล, อำเภอ, จังหวัด. Data: geothai, offline."""

from __future__ import annotations

from functools import cache


@cache
def _districts() -> dict[str, frozenset[str]]:
    """Return the districts of each province; those of Bangkok without เขต, อำเภอเมือง with and without its province."""
    from geothai import districts, provinces

    found: dict[str, frozenset[str]] = {}
    for province in provinces():
        names = {_bare(district.name_th) for district in districts(province.code)}
        found[province.name_th] = frozenset(names | ({"เมือง"} if f"เมือง{province.name_th}" in names else set()))
    return found


@cache
def _subdistricts() -> dict[str, frozenset[str]]:
    """Return the districts that each subdistrict's name occurs in."""
    from geothai import districts, provinces, subdistricts

    found: dict[str, set[str]] = {}
    for province in provinces():
        for district in districts(province.code):
            for subdistrict in subdistricts(district.code):
                found.setdefault(subdistrict.name_th, set()).add(_bare(district.name_th))
    return {
        name: frozenset(of | ({"เมือง"} if any(one.startswith("เมือง") for one in of) else set()))
        for name, of in found.items()
    }


def _bare(name: str) -> str:
    return name.removeprefix("เขต")


def is_province(name: str) -> bool:
    """Tell whether there is a province of this name."""
    return name in _districts()


def is_district(name: str) -> bool:
    """Tell whether there is a district of this name in any province."""
    return any(name in districts for districts in _districts().values())


def districts_of(province: str) -> frozenset[str]:
    """Return the districts of a province; empty for a name that is none."""
    return _districts().get(province, frozenset())


def provinces_of(district: str) -> list[str]:
    """Return the provinces that have a district of this name."""
    return sorted(province for province, districts in _districts().items() if district in districts)


def subdistrict_places(name: str) -> frozenset[str]:
    """Return the districts that have a subdistrict of this name; empty for a name that is none."""
    return _subdistricts().get(name, frozenset())
