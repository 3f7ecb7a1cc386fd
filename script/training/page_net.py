"""The net that tells for each pixel of a small picture whether it belongs to the sheet.

A U-Net of plain convolutions: what OpenCV's own engine runs as fast as anything. It halves the
picture five times, and answers at half its size with two planes: the sheet, and its four sides.
Sides of the picture must be multiples of 32. Torch is needed here and nowhere in the program.
"""

from itertools import pairwise
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn
from torch.nn import functional

WIDTHS = (8, 16, 32, 48, 64)
PLANES = 2
LARGE = 64
"""Numbers of a weight from which it is worth halving."""


def _block(come: int, go: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(come, go, 3, stride, 1, bias=False), nn.BatchNorm2d(go), nn.ReLU(inplace=True)
    )


class PageNet(nn.Module):
    def __init__(self, widths: tuple[int, ...] = WIDTHS) -> None:
        super().__init__()
        steps = list(pairwise(widths))
        self.stem = _block(3, widths[0], 2)
        self.down = nn.ModuleList([nn.Sequential(_block(a, b, 2), _block(b, b)) for a, b in steps])
        self.middle = nn.Sequential(_block(widths[-1], widths[-1]), _block(widths[-1], widths[-1]))
        self.up = nn.ModuleList([_block(b + a, a) for a, b in reversed(steps)])
        self.head = nn.Conv2d(widths[0], PLANES, 1)

    def forward(self, picture: Tensor) -> Tensor:
        """Logits of both planes."""
        kept = [self.stem(picture)]
        for down in self.down:
            kept.append(down(kept[-1]))
        seen = self.middle(kept.pop())
        for up in self.up:
            seen = functional.interpolate(seen, scale_factor=2.0, mode="nearest")
            seen = up(torch.cat([seen, kept.pop()], 1))
        return torch.as_tensor(self.head(seen))


def evened(pictures: Tensor) -> Tensor:
    """Levels 0 to 255 with each picture's own mean and spread taken out, as `scanning` does."""
    mean = pictures.mean(dim=(1, 2, 3), keepdim=True)
    spread = pictures.std(dim=(1, 2, 3), keepdim=True, unbiased=False)
    return (pictures - mean) / (spread + 4.0)


def write_onnx(net: PageNet, path: Path) -> None:
    """The net for any size, its weights in half precision."""
    sizes = {2: "height", 3: "width"}
    torch.onnx.export(
        net.eval(), (torch.zeros(1, 3, 160, 256),), str(path), opset_version=13, dynamo=False,
        input_names=["picture"], output_names=["planes"],
        dynamic_axes={"picture": sizes, "planes": sizes},
    )  # fmt: skip
    halve(path)


def halve(path: Path) -> None:
    """Large weights kept as 16-bit numbers, which the graph itself casts: half the file."""
    model = onnx.load(str(path))
    graph = model.graph
    casts = []
    for held in list(graph.initializer):
        values = numpy_helper.to_array(held)
        if values.dtype != np.float32 or values.size < LARGE:
            continue
        graph.initializer.remove(held)
        half = f"{held.name}.half"
        graph.initializer.append(numpy_helper.from_array(values.astype(np.float16), half))
        casts.append(helper.make_node("Cast", [half], [held.name], to=TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))
