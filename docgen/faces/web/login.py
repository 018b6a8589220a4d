"""How people come in over the office's network."""

from __future__ import annotations

from docgen.faces.web.routes import Route

ROUTES: tuple[Route, ...] = ()
