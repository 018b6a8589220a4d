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
def _subdistricts() -> dict[str, set[str]]:
    """Return the districts that each subdistrict's name occurs in."""
    from geothai import districts, provinces, subdistricts

    found: dict[str, set[str]] = {}
    for province in provinces():
        for district in districts(province.code):
            for subdistrict in subdistricts(district.code):
                found.setdefault(subdistrict.name_th, set()).add(_bare(district.name_th))
    return found


@cache
def _places() -> dict[tuple[str, str], frozenset[str]]:
    """Return the subdistricts of each district, by province and district; those of Bangkok without แขวง."""
    from geothai import districts, provinces, subdistricts

    return {
        (province.name_th, _bare(district.name_th)): frozenset(one.name_th for one in subdistricts(district.code))
        for province in provinces()
        for district in districts(province.code)
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
    of = _subdistricts().get(name, set())
    return frozenset(of | ({"เมือง"} if any(one.startswith("เมือง") for one in of) else set()))


def province_names() -> frozenset[str]:
    """Return the names of all provinces."""
    return frozenset(_districts())


def subdistricts_of(province: str, district: str) -> frozenset[str]:
    """Return the subdistricts of a district of a province; empty for one that is none. เมือง is the province's own."""
    places = _places()
    return places.get((province, district)) or places.get((province, district + province), frozenset())


def homes_of(subdistrict: str) -> list[tuple[str, str]]:
    """Return province and district of every subdistrict of this name."""
    return sorted(place for place, names in _places().items() if subdistrict in names)
