"""Losses of a network of `torch.nn`, trained by `torch.optim` in float64. As a script it writes the numbers kept for `make test`.

python -m tests.reference.torch_networks
"""

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from core.optimizers import OPTIMIZERS
from core.problems.kinds import recommended_optimizer
from tests.reference.network_races import STEPS, Float64Array, indices_of, mnist, setup_of, start_of

KEPT = Path(__file__).with_name("torch_networks.npz")


def torch_losses(key: str, steps: int = STEPS) -> Float64Array:
    """The losses of PyTorch's own network from the same start on the same images, rows as in `our_losses`.  → (steps + 1,)"""
    import torch

    torch.set_num_threads(1)
    network = _torch_network(key)
    parameters = list(network.parameters())
    rule: Any = recommended_optimizer(key, setup_of(key))
    optimizer = {
        "gd": lambda: torch.optim.SGD(parameters, rule.learning_rate),
        "sgd": lambda: torch.optim.SGD(parameters, rule.learning_rate),
        "momentum": lambda: torch.optim.SGD(parameters, rule.learning_rate, rule.momentum),
        "adagrad": lambda: torch.optim.Adagrad(parameters, rule.learning_rate, eps=rule.epsilon),
        "nag": lambda: torch.optim.SGD(parameters, rule.learning_rate, rule.momentum, nesterov=True),
        "rmsprop": lambda: torch.optim.RMSprop(parameters, rule.learning_rate, rule.decay, rule.epsilon),
        "adam": lambda: torch.optim.Adam(parameters, rule.learning_rate, (rule.beta1, rule.beta2), rule.epsilon),
    }[key]()
    losses = []
    for step in range(steps + 1):
        indices = indices_of(key, step)
        pixels = torch.tensor(mnist().train_images[indices].reshape(len(indices), -1), dtype=torch.float64) / 255
        labels = torch.tensor(mnist().train_labels[indices].astype(np.int64))
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(network(pixels), labels)
        loss.backward()
        losses.append(_loss_at_w(network, optimizer, pixels, labels) if key == "nag" else loss.item())
        optimizer.step()
    return np.array(losses)


def _loss_at_w(network: Any, optimizer: Any, pixels: Any, labels: Any) -> float:
    """PyTorch's parameters of NAG are W̃ = W + αv, and its buffer is −v/η. So this goes to W, and back again."""
    import torch

    group = optimizer.param_groups[0]
    looking_ahead = [parameter.detach().clone() for parameter in network.parameters()]
    with torch.no_grad():
        for parameter in network.parameters():
            if parameter in optimizer.state:
                parameter += group["momentum"] * group["lr"] * optimizer.state[parameter]["momentum_buffer"]
        loss = torch.nn.functional.cross_entropy(network(pixels), labels).item()
        for parameter, ahead in zip(network.parameters(), looking_ahead, strict=True):
            parameter.copy_(ahead)
    return float(loss)


def _torch_network(key: str) -> Any:
    import torch

    sizes = (784, *setup_of(key).hidden, 10)
    layers: list[Any] = []
    theta, position = start_of(key), 0
    for inputs, outputs in pairwise(sizes):
        layer = torch.nn.Linear(inputs, outputs, dtype=torch.float64)
        weights = theta[position : position + inputs * outputs].reshape(inputs, outputs)
        position += inputs * outputs
        with torch.no_grad():
            layer.weight.copy_(torch.tensor(weights.T))
            layer.bias.copy_(torch.tensor(theta[position : position + outputs]))
        position += outputs
        layers += [layer, torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1])


if __name__ == "__main__":
    np.savez_compressed(KEPT, **{key: torch_losses(key) for key in OPTIMIZERS})
