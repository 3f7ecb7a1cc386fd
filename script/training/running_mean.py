"""The running mean of a net's weights while it learns: what is written is the mean, not the net."""

import torch
from torch import nn

KEPT = 0.998
"""Of the mean at each step, once there were some hundred of them."""


def follow(mean: nn.Module, net: nn.Module, step: int) -> None:
    """Move the mean a little towards the net; it follows closely while the steps are few."""
    kept = min(KEPT, step / (step + 20))
    with torch.no_grad():
        for own, value in zip(mean.state_dict().values(), net.state_dict().values(), strict=True):
            if own.is_floating_point():
                own.mul_(kept).add_(value, alpha=1 - kept)
            else:
                own.copy_(value)
