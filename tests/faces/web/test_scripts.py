"""The page's scripts fit together: a browser loads none of a screen's scripts if one name of one of them is missing."""

from __future__ import annotations

import re

from tests.conftest import ROOT

STATIC = ROOT / "docgen/faces/web/static"
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in STATIC.glob("*.js") if path.name != "editor.js"}
BUNDLE = (STATIC / "editor.js").read_text(encoding="utf-8")


def exported(name: str) -> set[str]:
    """Return what a script gives to others."""
    if name == "editor.js":
        listed = re.findall(r"export\s*\{([^}]*)\}", BUNDLE)
        return {one.split(" as ")[-1].strip() for one in ",".join(listed).split(",")}
    return set(re.findall(r"^export (?:async )?(?:function|class|const|let) (\w+)", SCRIPTS[name], re.M))


def test_each_name_that_a_script_asks_for_is_given_by_another() -> None:
    """What is imported is there; what is loaded later (a screen) is there, too."""
    lacking = []
    for script, text in SCRIPTS.items():
        for names, other in re.findall(r'import \{([^}]*)\} from "\./([^"]+)"', text):
            asked = {one.split(" as ")[0].strip() for one in names.split(",") if one.strip()}
            lacking += [(script, other, one) for one in asked - exported(other)]
        lacking += [
            (script, other, "") for other in re.findall(r'import\("\./([^"]+)"\)', text) if other not in SCRIPTS
        ]
    assert SCRIPTS
    assert lacking == []
