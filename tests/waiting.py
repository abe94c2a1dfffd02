"""Coroutines in tests: Playwright's own loop may be running in the thread of the tests."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def finished(coroutine: Coroutine[object, object, Result]) -> Result:
    """Return what a coroutine returns, run in a thread that has no loop yet."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()
