"""The real assistant over the sample reports with computed vectors, served as `python -m tests.indexed DATA`."""

import sys
from pathlib import Path

from assistant.conversations import Conversations
from assistant.desk import Workplace
from assistant.pipeline import Assistant
from assistant.server import serve
from assistant.settings import AssistantSettings
from assistant.writer import open_writer
from ingest.builds import build_index
from ingest.generations import open_store
from ingest.settings import IngestSettings
from tests.fakes import BigramEmbeddings

CORPUS = Path(__file__).parents[1] / "corpus"


def build(data: Path, chroma_url: str = "") -> None:
    """Build an index of the sample reports."""
    store, model = open_store(data, apart=False, chroma_url=chroma_url), BigramEmbeddings()
    build_index(CORPUS, store, model.fingerprint, lambda: model, lambda what, done, total: None)


if __name__ == "__main__":
    data = Path(sys.argv[1])
    writer = open_writer(IngestSettings())
    assistant = Assistant(data, BigramEmbeddings().embed_query, writer=writer)
    hush = writer.model.end if writer else lambda: None
    place = Workplace(data, data)
    serve(lambda: assistant, AssistantSettings(), Conversations(data), place, lambda address: None, hush)
