"""Many clerks at one server: nothing is lost, nothing old is shown, everybody gets a turn."""

from __future__ import annotations

import asyncio
from pathlib import Path

from docgen.faces.web.turns import Turns
from docgen.faces.web.workers import Processes
from tests.typing_office import work


def test_twenty_clerks_lose_no_key_and_see_no_old_page(tmp_path: Path) -> None:
    """Twenty type at once: each page is of the text that was sent with it, and each file has every key in the end."""
    figures = work(tmp_path, clerks=20, seconds=2)
    assert figures.typed > 60
    assert len(figures.keys) == figures.typed
    assert figures.memory["last"] < 600, "two processes that set pages and a server, at some 60 MiB each"


def test_turns_go_to_pages_first_and_to_more_processes_when_several_wait(tmp_path: Path) -> None:
    """One clerk has one process; findings wait for pages; a turn that nobody waits for any more is given on."""

    async def scene() -> list[str]:
        first = Processes(tmp_path, lambda step: None)
        first.start()
        turns, order = Turns(first, most=2), []

        async def take(name: str, *, is_urgent: bool = True) -> None:
            async with turns.turn(("secret", name.rstrip("0123456789")), is_urgent=is_urgent) as workers:
                order.append(name)
                await workers.preview(name, abs, 1)

        await take("a")
        one = [asyncio.create_task(take("a1")), asyncio.create_task(take("a2", is_urgent=False))]
        gone = asyncio.create_task(take("a3"))
        last = asyncio.create_task(take("a4"))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.gather(*one, last)
        assert order == ["a", "a1", "a4", "a2"]
        assert len(turns._lanes) == 1
        await asyncio.gather(take("b"), take("c"), take("d"))
        for _ in range(300):
            if len(turns._lanes) == 2:
                break
            await asyncio.sleep(0.05)
        assert len(turns._lanes) == 2
        seen = set()
        async with turns.turn(("secret", "b")) as here, turns.turn(("secret", "c")) as there:
            seen = {here, there}
        await turns.close()
        assert turns._lanes == [first]
        first.close()
        assert len(seen) == 2
        return order

    assert sorted(asyncio.run(scene())) == ["a", "a1", "a2", "a4", "b", "c", "d"]
