"""Settings of reading and indexing: names and numbers, read once from the environment or `.env`."""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class IngestSettings(BaseSettings):
    """What is baked into the index; every field is the environment variable SEMINAR_<FIELD>."""

    model_config = SettingsConfigDict(env_prefix="SEMINAR_", env_file=".env", extra="ignore", frozen=True)

    corpus: Path = Path("corpus")  # folder of reports; only read
    data: Path = Path(".data")  # folder of the index
    embedding_model: str = "bundled"  # `bundled`, a hub name or a folder
    watch: bool = False  # build whenever documents change, for as long as the chat is served
