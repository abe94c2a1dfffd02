"""What children need that run a module of this program, wherever the program itself was started."""

import os
from collections.abc import Mapping
from pathlib import Path


def child_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which `python -m` finds the modules of this program and speaks UTF-8."""
    program = str(Path(__file__).parents[1])
    search = os.pathsep.join(filter(None, (program, environment.get("PYTHONPATH"))))
    return {**environment, "PYTHONPATH": search, "PYTHONIOENCODING": "utf-8"}
