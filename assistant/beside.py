"""What is done for the chat in processes of their own: the index built before it or beside it, documents watched.

Alone decides whether a chat waits for a build: never where an index that another version of this program made can
still be read, for then a whole build is due, which may take long, and the old index answers meanwhile.
"""

import logging
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from ingest.errors import SeminarError
from ingest.store import Generation, current_generation, generation_folder, open_generation

_log = logging.getLogger(__name__)
_STOPPED = 130  # exit code of a build that was stopped, as shells have it


@contextmanager
def kept_up(corpus: Path, data: Path, *, build: bool, watch: bool) -> Iterator[None]:
    """Have the index brought up to date, which `build` asks for and another version's makes due; `watch` goes on so.

    Processes begun here end with the block. SeminarError where a build is waited for, fails, and nothing can answer.
    """
    folders = ["--corpus", str(corpus), "--data", str(data)]
    older, answers = is_older(data), _answers(data)
    with ExitStack() as stack:
        if build and not (older and answers):
            _build(folders, answers=answers)
        elif older and not watch:  # watching begins with a build
            said = "It answers" if answers else "It cannot be read: nothing answers"
            _log.warning("The index in %s is of another version. %s until it is built anew.", data, said)
            stack.enter_context(_child(["build", *folders, "--by", "upgrade"]))
        if watch:
            stack.enter_context(_child(["watch", "--piped", *folders]))
        yield


def is_older(data: Path) -> bool:
    """Tell whether the index that is to answer was made by another version of this program."""
    with suppress(SeminarError):
        if name := current_generation(data):
            with closing(Generation(generation_folder(data, name), "any")) as generation:
                return generation.older
    return False


def _answers(data: Path) -> bool:
    try:
        open_generation(data).close()
    except SeminarError:
        return False
    return True


def _build(folders: Sequence[str], *, answers: bool) -> None:
    """Build and wait for it; its progress and its problem are shown by itself."""
    try:
        code = subprocess.run(_command(["build", *folders]), check=False).returncode
    except KeyboardInterrupt:
        raise SystemExit(_STOPPED) from None
    if code and not answers:
        raise SeminarError("There is no index to answer from; mend what is told above and start again.")
    if code:
        _log.warning("The index could not be brought up to date; what was built before answers.")


@contextmanager
def _child(arguments: Sequence[str]) -> Iterator[None]:
    """Run a command beside this process, ended with it: in order, or by the end of its input."""
    with subprocess.Popen(_command(arguments), stdin=subprocess.PIPE, start_new_session=True) as child:
        try:
            yield
        finally:
            child.terminate()


def _command(arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "ingest", *arguments]
