"""The net that tells how far an outline may be from its sheet, from a cut of what lies around it.

Plain convolutions down to six by six places, and two full layers, since the outline's sides lie at
the same places of every cut. It answers with a logit for each of `LEAST`: that the outline's
overlap with the sheet is at least so much. Torch is needed here and nowhere in the program.
"""

from pathlib import Path

import torch
from page_net import halve
from torch import Tensor, nn

from scanning.surrounds import CUT_PX, PLANES

LEAST = (0.8, 0.9, 0.95)
WIDTHS = (8, 16, 32, 48)
NARROW, HIDDEN = 24, 48
FAINTEST = 4.0


def _block(come: int, go: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(come, go, 3, stride, 1, bias=False), nn.BatchNorm2d(go), nn.ReLU(inplace=True)
    )


class DoubtNet(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        first, second, third, last = WIDTHS
        self.down = nn.Sequential(
            _block(PLANES, first, 2),
            _block(first, second, 2),
            _block(second, second),
            _block(second, third, 2),
            _block(third, third),
            _block(third, last, 2),
            _block(last, last),
            nn.Conv2d(last, NARROW, 1),
            nn.ReLU(inplace=True),
        )
        places = (CUT_PX // 2**4) ** 2
        self.told = nn.Sequential(
            nn.Flatten(),
            nn.Dropout(0.2),
            nn.Linear(NARROW * places, HIDDEN),
            nn.ReLU(inplace=True),
            nn.Linear(HIDDEN, len(LEAST)),
        )

    def forward(self, cuts: Tensor) -> Tensor:
        return torch.as_tensor(self.told(self.down(cuts)))


def evened(cuts: Tensor) -> Tensor:
    """Colours with each cut's own mean and spread taken out, the other planes from -1 to 1."""
    colours, told = cuts[:, :3], cuts[:, 3:]
    mean = colours.mean(dim=(1, 2, 3), keepdim=True)
    spread = colours.std(dim=(1, 2, 3), keepdim=True, unbiased=False)
    return torch.cat([(colours - mean) / (spread + FAINTEST), told / 127.5 - 1], 1)


def write_onnx(net: DoubtNet, path: Path) -> None:
    torch.onnx.export(
        net.eval(), (torch.zeros(1, PLANES, CUT_PX, CUT_PX),), str(path), opset_version=13,
        dynamo=False, input_names=["cuts"], output_names=["told"],
        dynamic_axes={"cuts": {0: "count"}, "told": {0: "count"}},
    )  # fmt: skip
    halve(path)
