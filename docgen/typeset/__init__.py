"""From words and look to set lines: pure, for any writer that places lines itself. No HTML, no page."""
