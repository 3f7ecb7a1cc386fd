"""Learns the net that doubts outlines from what `draw_outlines.py` drew, and writes it as ONNX.

PYTHONPATH=. python script/training/train_doubts.py --cuts DIR --into scanning/doubts.onnx

`draw_outlines.py` may go on drawing meanwhile. Needs torch and onnx, which the program does not.
The net that is shipped came of three runs on a shared core, 20 minutes, from there 10 more
(`--start`, `--pace 1e-3`) and 34 more (`--pace 1.5e-3 --seed 11`), with some 140,000 outlines of
15,000 scenes (`draw_outlines.py --seed 5`, `8` and `9`) on the surfaces and pages of `train.py`,
every twelfth of which was left out. Afterwards `weigh_doubts.py` learns the weights of `doubts`
anew.
"""

import argparse
import math
import time
from pathlib import Path

import numpy as np
import torch
from doubt_net import LEAST, DoubtNet, evened, write_onnx
from running_mean import follow
from torch import Tensor
from torch.nn import functional

BATCH, GROUPS = 64, 16
"""Outlines of a step, and the parts of them that come of one file and are turned alike."""
PACE, LEAST_PACE, DECAY = 2e-3, 1e-5, 5e-4
STEPS_A_LOOK = 200
WEIGHTS = np.array([2.0, 2.0, 2.0, 1.0, 0.5], np.float32)
"""Of an outline by its kind: what the finder itself chooses is what will be asked about."""
NOWHERE_COUNTS = 0.25
"""Of an outline where no sheet lies: a box may look like one, and is not what is asked about."""

File = tuple[np.ndarray, np.ndarray, np.ndarray]


class Cuts:
    """Every file of a folder that is being drawn into."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._held: dict[Path, File] = {}
        self._chance = np.random.default_rng(seed)

    def refresh(self) -> int:
        for path in sorted(self._folder.glob("[0-9]*-[0-9]*.npz")):
            if path not in self._held and ".part" not in path.name:
                with np.load(path) as held:
                    self._held[path] = held["images"], held["overlaps"], held["kinds"]
        return len(self._held)

    def batch(self) -> tuple[Tensor, Tensor, Tensor]:
        files = list(self._held.values())
        pictures, overlaps, kinds = [], [], []
        for at in self._chance.integers(len(files), size=GROUPS):
            images, near, kind = files[int(at)]
            chosen = self._chance.choice(len(images), BATCH // GROUPS, replace=False)
            pictures.append(self._turned(images[chosen]))
            overlaps.append(near[chosen])
            kinds.append(kind[chosen])
        cuts = torch.from_numpy(np.concatenate(pictures)).permute(0, 3, 1, 2).float()
        weight = torch.from_numpy(WEIGHTS[np.concatenate(kinds)])
        return self._varied(cuts), torch.from_numpy(np.concatenate(overlaps)), weight

    def _turned(self, images: np.ndarray) -> np.ndarray:
        images = np.rot90(images, int(self._chance.integers(4)), (1, 2))
        return images[:, :, ::-1] if self._chance.integers(2) else images

    def _varied(self, cuts: Tensor) -> Tensor:
        """Other light and colours, noise, and a first net that is less sure than it was."""
        count = len(cuts)
        colours, told = cuts[:, :3], cuts[:, 3:]
        colours = colours * torch.exp(0.12 * torch.randn(count, 3, 1, 1))
        if torch.rand(()) < 0.2:  # noqa: PLR2004 - share
            colours = colours.mean(dim=1, keepdim=True).expand(-1, 3, -1, -1)
        noise = 5 * torch.rand(count, 1, 1, 1) * (torch.rand(count, 1, 1, 1) < 0.4)  # noqa: PLR2004
        colours = colours + noise * torch.randn_like(colours)
        dropped = (torch.rand(count, 1, 1, 1) < 0.08).float()  # noqa: PLR2004 - share
        fade = 1 - dropped * torch.tensor([1.0, 1.0, 0.0]).view(1, 3, 1, 1)
        return torch.cat([colours.clamp(0, 255), told * fade], 1)


def lost(told: Tensor, overlap: Tensor, weight: Tensor) -> Tensor:
    right = (overlap[:, None] >= torch.tensor(LEAST)).float()
    weight = torch.where(overlap > 0, weight, NOWHERE_COUNTS * weight)
    each = functional.binary_cross_entropy_with_logits(told, right, reduction="none").mean(dim=1)
    return (each * weight).sum() / weight.sum()


def trained(cuts: Cuts, chosen: argparse.Namespace) -> None:
    minutes: float = chosen.minutes
    net, mean = DoubtNet(), DoubtNet()
    if chosen.start is not None:
        net.load_state_dict(torch.load(chosen.start))
    mean.load_state_dict(net.state_dict())
    net = net.to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(net.parameters(), lr=chosen.pace, weight_decay=DECAY)
    began, step, total, held = time.monotonic(), 0, 0.0, 0
    while (share := (time.monotonic() - began) / (60 * minutes)) < 1:
        if step % STEPS_A_LOOK == 0:
            held = cuts.refresh()
        pace = LEAST_PACE + (chosen.pace - LEAST_PACE) * (1 + math.cos(math.pi * share)) / 2
        optimizer.param_groups[0]["lr"] = pace * min(1.0, (step + 1) / 200)
        pictures, overlap, weight = cuts.batch()
        optimizer.zero_grad()
        with torch.autocast("cpu", torch.bfloat16):
            told = net(evened(pictures).contiguous(memory_format=torch.channels_last))
        off = lost(told.float(), overlap, weight)
        off.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 3.0)
        optimizer.step()
        follow(mean, net, step)
        total += float(off.detach())
        step += 1
        if step % 250 == 0:
            print(
                f"{60 * minutes * share:5.0f} s, step {step}, {held} files: {total / 250:.4f}",
                flush=True,
            )
            total = 0.0
        if step % 2000 == 0:
            _write(mean, chosen.into)
    _write(mean, chosen.into)


def _write(net: DoubtNet, into: Path) -> None:
    torch.save(net.state_dict(), into.with_suffix(".pt"))
    write_onnx(net, into)
    net.train()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--start", type=Path, help="weights to go on from (.pt)")
    parser.add_argument("--pace", type=float, default=PACE, help="of learning, at its height")
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(chosen.seed)
    trained(Cuts(chosen.cuts, chosen.seed), chosen)


if __name__ == "__main__":
    main()
