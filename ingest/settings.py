"""Settings of reading and indexing: names and numbers, read once from the environment or `.env`."""

from pathlib import Path

from pydantic import Field, PositiveFloat, PositiveInt, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


class IngestSettings(BaseSettings):
    """What is baked into the index; every field is the environment variable SEMINAR_<FIELD>."""

    model_config = SettingsConfigDict(env_prefix="SEMINAR_", env_file=".env", extra="ignore", frozen=True)

    corpus: Path = Path("corpus")  # folder of reports; only read
    data: Path = Path(".data")  # folder of the index
    embedding_model: str = "bundled"  # `bundled`, a hub name or a folder
    chroma_url: str = ""  # address of a Chroma server that holds the vectors; else they are in the data folder
    watch: bool = False  # build whenever documents change, for as long as the chat is served
    ocr: bool = False  # read scanned pages by Tesseract, where it is installed
    chat_model: str = ""  # provider and name of a chat model that words answers, as openai:NAME
    chat_base_url: str = ""  # address of its server; none for a cloud provider's own
    chat_api_key: str = Field(default="", repr=False)  # its key
    chat_timeout: PositiveFloat = 30.0  # seconds of its silence until the work goes on without it
    chat_context: int = Field(default=4096, ge=1024)  # tokens it reads and writes in one go
    chat_at_once: PositiveInt = 2  # answers it writes at a time; others wait
    read_with_model: bool = False  # let the chat model read reports too, after the rules
    read_seconds: PositiveFloat = 600.0  # that it may take for one report


def setting_problems(error: ValidationError) -> str:
    """Return which settings cannot be used and why, never what they hold: one of them may be a password."""
    told = [f"SEMINAR_{'_'.join(map(str, one['loc'])).upper()}: {one['msg']}" for one in error.errors()]
    return "\n".join([*told, "Set it otherwise, in the environment or in the file .env."])
