"""Learns the net of `scanning` from drawn scenes and writes it as ONNX.

PYTHONPATH=. python script/training/train.py --scenes DIR --into scanning/sheetness.onnx

`draw_scenes.py` may go on drawing meanwhile: new files are taken in as they come. Needs torch and
onnx, which the program itself does not. The net that is shipped came of one run of 43 minutes on a
shared core, from 46,000 scenes (`draw_scenes.py --seed 1` and `2`) with some 1,850 surfaces
(textures and wallpapers of Debian's packages) and some 1,000 pages (forms, letters, certificates,
receipts, covers). Afterwards `sight/weighing.py` learns the weights of
`judging` anew.
"""

import argparse
import math
import time
from pathlib import Path

import numpy as np
import torch
from page_net import PageNet, evened, write_onnx
from running_mean import follow
from torch import Tensor
from torch.nn import functional

from scanning.opencv import cv2

BATCH = 16
PACE, LEAST_PACE, DECAY = 4e-3, 2e-5, 1e-4
KEPT_FILES = 48
"""Files held in memory; the oldest go first."""
STEPS_A_FILE = 120
SIZES = {
    (192, 256): ((192, 256), (160, 256), (192, 224), (192, 256)),
    (160, 256): ((160, 256), (192, 256), (160, 224), (160, 256)),
    (256, 256): ((256, 256), (192, 256), (256, 192), (224, 224)),
}
"""Height and width that scenes of a size are brought to."""
SMALL_SIZES = {
    (192, 256): ((128, 160), (96, 160), (128, 160)),
    (160, 256): ((96, 160), (96, 160), (128, 160)),
    (256, 256): ((160, 160), (128, 160), (160, 128)),
}
"""What a glance sees; learning from these goes fast, so it begins with them."""
SMALL_AT_FIRST, SMALL_AT_LAST = 0.8, 0.3
"""Share of the batches that are small."""

File = tuple[np.ndarray, np.ndarray]


class Scenes:
    """The newest files of a folder that is being drawn into."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._held: dict[Path, File] = {}
        self._seen: set[Path] = set()
        self._chance = np.random.default_rng(seed)

    def refresh(self) -> None:
        for path in sorted(self._folder.glob("[0-9]*-[0-9]*.npz")):
            if path in self._seen or ".part" in path.name:
                continue
            with np.load(path) as held:
                self._held[path] = held["images"], held["truths"]
            self._seen.add(path)
            if len(self._held) > KEPT_FILES:
                self._held.pop(next(iter(self._held)))

    def batch(self, small: float) -> tuple[Tensor, Tensor]:
        files = list(self._held.values())
        images, truths = files[int(self._chance.integers(len(files)))]
        chosen = self._chance.choice(len(images), BATCH, replace=False)
        table = SMALL_SIZES if self._chance.random() < small else SIZES
        ways = table[(int(images.shape[1]), int(images.shape[2]))]
        height, width = ways[int(self._chance.integers(len(ways)))]
        turn, mirrored = int(self._chance.integers(4)), bool(self._chance.integers(2))
        picture = _stack([images[at] for at in chosen], (width, height), turn, mirrored)
        truth = _stack([truths[at] for at in chosen], (width // 2, height // 2), turn, mirrored)
        return _varied(picture), truth / 255


def _stack(planes: list[np.ndarray], size: tuple[int, int], turn: int, mirrored: bool) -> Tensor:  # noqa: FBT001
    """Pictures brought to a size, turned, and put together."""
    sized = [cv2.resize(plane, size, interpolation=cv2.INTER_AREA) for plane in planes]
    block = np.rot90(np.stack(sized), turn, (1, 2))
    block = block[:, :, ::-1] if mirrored else block
    return torch.from_numpy(np.ascontiguousarray(block)).permute(0, 3, 1, 2).float()


def _varied(picture: Tensor) -> Tensor:
    """Other light, other colours, some noise."""
    gain = torch.exp(0.12 * torch.randn(BATCH, 3, 1, 1))
    picture = picture * gain
    if torch.rand(()) < 0.15:  # noqa: PLR2004 - share
        picture = picture.mean(dim=1, keepdim=True).expand(-1, 3, -1, -1)
    if torch.rand(()) < 0.3:  # noqa: PLR2004 - share
        picture = picture + 6 * torch.rand(BATCH, 1, 1, 1) * torch.randn(1, *picture.shape[1:])
    return picture.clamp(0, 255).contiguous(memory_format=torch.channels_last)


def lost(planes: Tensor, truth: Tensor) -> Tensor:
    """Cross entropy of both planes, and what the sheet's overlap lacks."""
    sheet, sides = planes[:, 0], planes[:, 1]
    right, lines = truth[:, 0], truth[:, 1]
    plain = functional.binary_cross_entropy_with_logits(sheet, right)
    heavy = functional.binary_cross_entropy_with_logits(sides, lines, pos_weight=torch.tensor(4.0))
    seen = torch.sigmoid(sheet)
    common = (seen * right).sum(dim=(1, 2))
    both = seen.sum(dim=(1, 2)) + right.sum(dim=(1, 2))
    dice = 1 - (2 * common + 20) / (both + 20)
    return plain + dice.mean() + 0.5 * heavy


def overlap(planes: Tensor, truth: Tensor) -> Tensor:
    seen, right = planes[:, 0] > 0, truth[:, 0] > 0.5  # noqa: PLR2004 - half
    common = (seen & right).sum(dim=(1, 2)) + 1e-3
    return (common / ((seen | right).sum(dim=(1, 2)) + 1e-3)).mean()


def trained(scenes: Scenes, chosen: argparse.Namespace) -> None:
    minutes: float = chosen.minutes
    net = PageNet()
    if chosen.start is not None:
        net.load_state_dict(torch.load(chosen.start))
    net = net.to(memory_format=torch.channels_last)
    mean = PageNet()
    mean.load_state_dict(net.state_dict())
    optimizer = torch.optim.AdamW(net.parameters(), lr=PACE, weight_decay=DECAY)
    began, step, sums = time.monotonic(), 0, np.zeros(3)
    while (share := (time.monotonic() - began) / (60 * minutes)) < 1:
        if step % STEPS_A_FILE == 0:
            scenes.refresh()
        pace = LEAST_PACE + (chosen.pace - LEAST_PACE) * (1 + math.cos(math.pi * share)) / 2
        optimizer.param_groups[0]["lr"] = pace * min(1.0, (step + 1) / 150)
        picture, truth = scenes.batch(SMALL_AT_FIRST + (SMALL_AT_LAST - SMALL_AT_FIRST) * share)
        optimizer.zero_grad()
        with torch.autocast("cpu", torch.bfloat16):
            planes = net(evened(picture))
        planes = planes.float()
        off = lost(planes, truth)
        off.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 3.0)
        optimizer.step()
        follow(mean, net, step)
        sums += (float(off), float(overlap(planes, truth)), 1)
        step += 1
        if step % 200 == 0:
            loss, near = sums[:2] / sums[2]
            done_s = 60 * minutes * share
            print(f"{done_s:6.0f} s, step {step}: loss {loss:.3f}, overlap {near:.3f}", flush=True)
            sums[:] = 0
        if step % 1000 == 0:
            _write(mean, chosen.into)
    _write(mean, chosen.into)


def _write(net: PageNet, into: Path) -> None:
    torch.save(net.state_dict(), into.with_suffix(".pt"))
    write_onnx(net, into)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenes", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=45)
    parser.add_argument("--start", type=Path, help="weights to go on from (.pt)")
    parser.add_argument("--pace", type=float, default=PACE, help="of learning, at its height")
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(chosen.seed)
    scenes = Scenes(chosen.scenes, chosen.seed)
    trained(scenes, chosen)


if __name__ == "__main__":
    main()
