"""The net over statements: fitted with PyTorch (extra `fitting`), applied with numpy in readers.offline.scoring.

Each statement's grams are summed to a short vector, seen beside its neighbours', and judged: which activity it shows,
which role it votes for, and how much its vote counts. Activities, the posting's role and its second role are learnt
together, so that a few thousand postings suffice; a careful reader's alternative role takes part of the target.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from auditor.readers.offline.features import WorkGrams, known_rows
from auditor.readers.offline.scoring import unique_rows
from auditor.taxonomy import RoleId, load_taxonomy
from benchmarks.offline_fit.examples import Example

__all__ = ["fit_net"]

ROLES = tuple(RoleId)
WIDTH = HIDDEN = 32
EPOCHS, BATCH, RATE = 12, 48, 4e-3
DROPOUT, WORD_DROPOUT = 0.3, 0.2
ALTERNATIVE_SHARE = 0.3
SEED = 0

Arrays = dict[str, npt.NDArray[np.float32]]


def fit_net(examples: Sequence[Example], grams: Sequence[WorkGrams], keys: npt.NDArray[np.int64]) -> Arrays:
    """The net's weights by the names that the reader's model uses."""
    import torch
    from torch.nn import functional

    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    shuffle = np.random.default_rng(SEED)
    data = [_Posting(e, *unique_rows(*known_rows(g, keys)), g) for e, g in zip(examples, grams, strict=True)]
    data = [posting for posting in data if len(posting.rows)]
    net = _net(len(keys))
    optimiser = torch.optim.AdamW(
        [
            {"params": [net.meaning.weight], "weight_decay": 1e-5},
            {"params": [p for n, p in net.named_parameters() if n != "meaning.weight"], "weight_decay": 1e-3},
        ],
        lr=RATE,
        betas=(0.9, 0.98),
    )
    steps = EPOCHS * (len(data) // BATCH + 1) + 1
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps, pct_start=0.15)
    importance = _importance(data)
    for _ in range(EPOCHS):
        order = shuffle.permutation(len(data))
        for at in range(0, len(order), BATCH):
            chosen = order[at : at + BATCH]
            batch = [data[n] for n in chosen]
            tags, roles, second = net(batch, training=True)
            target = torch.tensor(np.concatenate([p.tags for p in batch]))
            loss = -0.5 * (target * functional.log_softmax(tags, 1)).sum(1).mean()
            wanted = torch.tensor(np.stack([p.role for p in batch]))
            weight = torch.tensor(importance[chosen])
            loss = loss - ((wanted * functional.log_softmax(roles, 1)).sum(1) * weight).mean()
            loss = loss + 0.2 * functional.cross_entropy(second, torch.tensor([p.second for p in batch]))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return net.arrays()


class _Posting:
    """One posting as the net sees it, with its targets."""

    def __init__(
        self, example: Example, rows: npt.NDArray[np.int64], owners: npt.NDArray[np.int64], grams: WorkGrams
    ) -> None:
        self.rows = rows
        self.sizes = np.bincount(owners, minlength=len(grams.statements))
        self.sections = grams.sections
        self.tags = _tag_targets(example)
        self.role = np.eye(len(ROLES), dtype=np.float32)[ROLES.index(RoleId(example.role))]
        if example.alternative and example.alternative != example.role:
            self.role *= 1 - ALTERNATIVE_SHARE
            self.role[ROLES.index(RoleId(example.alternative))] += ALTERNATIVE_SHARE
        self.label = ROLES.index(RoleId(example.role))
        self.second = ROLES.index(RoleId(example.secondary)) + 1 if example.secondary else 0
        self.weight = example.weight


def _tag_targets(example: Example) -> npt.NDArray[np.float32]:
    column = {name: number for number, name in enumerate(load_taxonomy().activities, start=1)}
    targets = np.zeros((len(example.activities), len(column) + 1), dtype=np.float32)
    for row, names in zip(targets, example.activities, strict=True):
        for name in names:
            row[column[name]] += 1 / len(names)
        row[0] = not names
    return targets


def _importance(data: Sequence[_Posting]) -> npt.NDArray[np.float32]:
    labels = np.array([posting.label for posting in data])
    counts = np.bincount(labels, minlength=len(ROLES))
    balance = np.sqrt(len(data) / len(ROLES) / np.maximum(counts, 1))[labels]
    return (balance * [posting.weight for posting in data]).astype(np.float32)


def _net(grams: int):  # type: ignore[no-untyped-def]
    """The net itself; built in a function because PyTorch is there for fitting alone."""
    import torch
    from torch import nn
    from torch.nn import functional

    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.meaning = nn.EmbeddingBag(grams, WIDTH, mode="sum")
            self.sections = nn.Embedding(4, WIDTH)
            for table in (self.meaning, self.sections):
                nn.init.normal_(table.weight, std=0.05)
            self.own = nn.Linear(WIDTH, HIDDEN)
            self.near = nn.Linear(WIDTH, HIDDEN, bias=False)
            self.tag = nn.Linear(HIDDEN, len(load_taxonomy().activities) + 1)
            self.vote = nn.Linear(HIDDEN, len(ROLES))
            self.gate = nn.Linear(HIDDEN, 1)
            self.gate_sections = nn.Parameter(torch.tensor([0.0, 0.3, -0.7, -1.2]))
            self.role = nn.Linear(len(ROLES), len(ROLES))
            self.role.weight.data = 3 * torch.eye(len(ROLES))
            self.second = nn.Linear(2 * len(ROLES), len(ROLES))

        def forward(self, batch, *, training):  # type: ignore[no-untyped-def]
            sizes = torch.tensor(np.concatenate([p.sizes for p in batch]))
            starts = torch.cumsum(sizes, 0) - sizes
            rows = torch.tensor(np.concatenate([p.rows for p in batch]))
            kept = (torch.rand(len(rows)) > WORD_DROPOUT).float() / (1 - WORD_DROPOUT) if training else None
            sections = torch.tensor(np.concatenate([p.sections for p in batch]))
            owner = torch.tensor(np.repeat(np.arange(len(batch)), [len(p.sizes) for p in batch]))
            summed = self.meaning(rows, starts, per_sample_weights=kept)
            meaning = summed / torch.sqrt(sizes.clamp(min=1).float())[:, None] + self.sections(sections)
            same = (owner[1:] == owner[:-1]).float()[:, None]
            edge = torch.zeros_like(meaning[:1])
            near = torch.cat([edge, meaning[:-1] * same]) + torch.cat([meaning[1:] * same, edge])
            hidden = functional.dropout(torch.tanh(self.own(meaning) + self.near(near)), DROPOUT, training)
            weight = functional.softplus(self.gate(hidden)[:, 0] + self.gate_sections[sections])[:, None]
            total = torch.zeros(len(batch), len(ROLES)).index_add(0, owner, weight * self.vote(hidden))
            vote = total / (torch.zeros(len(batch), 1).index_add(0, owner, weight) + 0.5)
            return self.tag(hidden), self.role(vote), self.second(torch.cat([vote, functional.softmax(vote, 1)], 1))

        def arrays(self) -> Arrays:
            state = {name: tensor.detach().numpy() for name, tensor in self.state_dict().items()}
            return {
                "meaning": state["meaning.weight"],
                "section_meaning": state["sections.weight"],
                "own": state["own.weight"].T,
                "own_bias": state["own.bias"],
                "near": state["near.weight"].T,
                "tag": state["tag.weight"].T,
                "tag_bias": state["tag.bias"],
                "vote": state["vote.weight"].T,
                "vote_bias": state["vote.bias"],
                "gate": state["gate.weight"][0],
                "gate_sections": state["gate_sections"] + state["gate.bias"],
                "role": state["role.weight"].T,
                "role_bias": state["role.bias"],
            }

    return Net()
