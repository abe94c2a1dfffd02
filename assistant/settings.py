"""Settings of answering and serving: names and numbers, read once from the environment or `.env`."""

from typing import Literal

from pydantic import Field, NonNegativeInt
from pydantic_settings import BaseSettings, SettingsConfigDict


class AssistantSettings(BaseSettings):
    """What can change without a new index; every field is the environment variable SEMINAR_<FIELD>."""

    model_config = SettingsConfigDict(env_prefix="SEMINAR_", env_file=".env", extra="ignore", frozen=True)

    host: str = "127.0.0.1"  # address to serve on
    port: int = 7860  # port to serve on
    root_path: str = ""  # path prefix under which a proxy serves it
    title: str = ""  # name shown above the chat
    contact: str = ""  # whom to ask when the reports do not tell
    embed_origins: str = ""  # origins that may frame the chat, separated by blanks
    admin_password: str = Field(default="", repr=False)  # opens the staff page
    admin_header: str = ""  # header in which a trusted proxy names who is staff
    admin_proxies: str = ""  # addresses of the proxies whose header counts, separated by blanks
    reader_password: str = Field(default="", repr=False)  # readers sign in with it
    reader_header: str = ""  # header in which a trusted proxy names who reads
    reader_proxies: str = ""  # addresses of the proxies whose header counts, separated by blanks
    embed_secret: str = Field(default="", repr=False)  # an embedding page signs with it whom it lets in
    conversation_days: NonNegativeInt = 0  # days a conversation is kept after its last question; 0: for ever
    feedback_days: NonNegativeInt = 0  # days that votes and comments are kept; 0: for ever
    api_keys: str = Field(default="", repr=False)  # keys of the programs let in to the API, separated by blanks
    api_rate: str = "120/minute"  # requests to the API one client may send
    log_format: Literal["text", "json"] = "text"  # how a line of the log looks
    log_level: Literal["debug", "info", "warning", "error"] = "info"  # what of ours is logged; debug: every request
    log_questions: bool = False  # let the log hold what was asked and what answers and errors say
    reranker: str = ""  # a cross-encoder that puts the best passages in order: a folder or a hub name

    @property
    def address(self) -> str:
        """The address to reach the server at from this machine, proxies left aside."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)
        return f"http://[{host}]:{self.port}/" if ":" in host else f"http://{host}:{self.port}/"
