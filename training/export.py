"""The trained reader as one int8 ONNX file, and how far its scores are from those of the weights it was made of."""

import argparse
import hashlib
import tempfile
from pathlib import Path

import onnxruntime
import torch
from model import SpanReader, tokenizer
from onnxruntime.quantization import QuantType, quantize_dynamic

LARGEST = 25_000_000
"""Bytes that the file may take in the package."""


def export(weights: Path, out: Path) -> str:
    """Write the file and return its sha256.

    Raises:
        ValueError: the file is larger than the package has room for.
    """
    reader = SpanReader()
    reader.load_state_dict(torch.load(weights))
    reader.eval()
    coded = tokenizer()("What was the rate?", "The rate was 4.2 per cent.", return_tensors="pt")
    feed = (coded["input_ids"], coded["attention_mask"], coded["token_type_ids"])
    names = ["input_ids", "attention_mask", "token_type_ids"]
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "reader.onnx"
        torch.onnx.export(
            reader,
            feed,
            str(plain),
            input_names=names,
            output_names=["scores"],
            dynamic_axes={name: {0: "windows", 1: "tokens"} for name in (*names, "scores")},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(plain, out, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        for name, path in (("float", plain), ("int8", out)):
            session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
            scores = session.run(None, {key: value.numpy() for key, value in zip(names, feed, strict=True)})[0]
            with torch.inference_mode():
                away = (torch.from_numpy(scores) - reader(*feed)).abs().max()
            print(f"{name}: {path.stat().st_size / 1e6:.1f} MB, largest difference of a score {away:.3f}")
    if out.stat().st_size > LARGEST:
        raise ValueError(f"{out} takes {out.stat().st_size} bytes, the package has room for {LARGEST}")
    return hashlib.sha256(out.read_bytes()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    print(export(options.weights, options.out))


if __name__ == "__main__":
    main()
