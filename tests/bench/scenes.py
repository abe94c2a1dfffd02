"""Made-up reports of one number in a folder of their own, with the index of them and what the recipes keep."""

import os
from dataclasses import dataclass
from pathlib import Path

from ingest.embeddings import BUNDLED, FingerprintedEmbeddings, SentenceEmbeddings, fingerprint_of, load_embeddings
from tests.bench.generated import GeneratedEmbeddings
from tests.bench.reports import Synthetic, make_reports
from tests.bench.scoring import write_reports

_CHANGE = {"ja": "閉会後、記念の植樹が行われました（{}本）。\n", "zh-Hans": "闭幕后举行了植树活动（{}棵）。\n"}


@dataclass(frozen=True, slots=True)
class Scene:
    """Where the reports of one number lie; `real`: their vectors are made by the bundled model, else generated."""

    root: Path
    reports: int
    real: bool
    name: str

    @property
    def folder(self) -> Path:
        """The folder of all that belongs to it."""
        return self.root / self.name

    @property
    def corpus(self) -> Path:
        """The reports."""
        return self.folder / "corpus"

    @property
    def data(self) -> Path:
        """Our index."""
        return self.folder / "data"

    def kept_by(self, recipe: str) -> Path:
        """Return the folder of a recipe's vectors."""
        return self.folder / recipe

    @property
    def models(self) -> Path:
        """The unpacked model, one for all scenes."""
        return self.root / "models"

    def set(self) -> None:
        """Write the reports."""
        self.corpus.mkdir(parents=True)
        write_reports(self.made(), self.corpus)

    def made(self) -> list[Synthetic]:
        """Return the truth about the reports."""
        return make_reports(self.reports)

    def clear_data(self) -> None:
        """Begin an empty data folder beside which the model is at hand."""
        self.data.mkdir(parents=True)
        self.models.mkdir(exist_ok=True)
        (self.data / "models").symlink_to(os.path.relpath(self.models, self.data), target_is_directory=True)

    def change(self, number: int) -> None:
        """Add a sentence to one of the reports."""
        path = sorted(self.corpus.iterdir())[number % self.reports]
        text = path.read_text(encoding="utf-8")
        language = "ja" if "セミナー" in text else "zh-Hans"
        path.write_text(text + _CHANGE[language].format(number + 2), encoding="utf-8")

    def model(self) -> SentenceEmbeddings:
        """Load the bundled model, warm."""
        model = load_embeddings(BUNDLED, self.models)
        model.embed_documents(["準備のための文です。"])
        model.embed_query("準備")
        return model

    def embeddings(self, questions: SentenceEmbeddings | None = None) -> FingerprintedEmbeddings:
        """Return what its passages are embedded with; generated vectors go by the bundled model's fingerprint.

        A server with the bundled model opens them then, and with `questions` each question costs what it costs there.
        """
        if self.real:
            return questions or self.model()
        work = questions.embed_query if questions else lambda text: None
        return GeneratedEmbeddings(fingerprint_of(BUNDLED, self.models), work)


def megabytes(*places: Path) -> float:
    """Return the size of files and of folders with all they hold; what they only link to is not theirs."""
    files = (file for place in places for file in ([place] if place.is_file() else place.rglob("*")))
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6
