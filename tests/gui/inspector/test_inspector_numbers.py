"""The numbers that the inspector shows, read from its widgets, against the rules computed here by hand, to the last digit shown."""

import math
import re
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from PySide6.QtCore import Qt

from core.data.library import DataLibrary
from core.experiment.setup import default_setup
from core.optimizers import OPTIMIZERS
from core.problems.batches import Batches
from core.problems.network_setup import NetworkSetup
from tests.helpers.mnist_files import needed_mnist_folder
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import press

Key = Qt.Key
STEPS = 4
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_PAIR = re.compile(r"\(([^()]+), ([^()]+)\)")


def assert_shown(text, value):
    """The text is the value, rounded to the digits that it shows."""
    mantissa, _, power = text.strip("()").partition("×10")
    shown = Decimal(mantissa.translate(_RAISED)).scaleb(int(power.translate(_RAISED) or 0) if power else 0)
    digits = mantissa.translate(_RAISED).lstrip("-0.").replace(".", "")
    assert value == 0 or len(digits) == 4 or abs(value) >= 1e4, f"{text} does not show four digits of {value}"
    last = Decimal(1).scaleb(shown.as_tuple().exponent)
    assert abs(shown - Decimal(value)) <= last / 2 * Decimal("1.000001"), f"{text} is not {value}"


def by_hand(setup):
    """The seven rules on x²/10 + y² in plain arithmetic, a coordinate at a time: key → for each step the vectors of its lines."""
    gradient = (lambda x: x / 5, lambda y: 2 * y)
    draws = Batches(setup.seed)
    found = {}
    for run in setup.runs:
        o, key = run.optimizer, run.label
        steps = []
        place = list(setup.problem.start)
        v, h, m = [0.0, 0.0], [0.0, 0.0], [0.0, 0.0]
        for t in range(1, STEPS + 1):
            # The gradient is linear, so its mean over the batch is that at the mean of the batch.
            offset = (run.sampling.noise * draws.normals(t - 1, run.sampling.batch_size)).mean(axis=0) if key == "sgd" else (0.0, 0.0)
            lines, after = {}, []
            for i in range(2):
                W = place[i]
                at = W + (o.momentum * v[i] if key == "nag" else 0.0)
                g = gradient[i](at + float(offset[i]))
                if key in ("gd", "sgd"):
                    delta = -o.learning_rate * g
                    one = [(W, g), (g, delta), (W, delta, W + delta)]
                    after.append(W + delta)
                elif key in ("momentum", "nag"):
                    new = o.momentum * v[i] - o.learning_rate * g
                    one = [(at, g), (v[i], g, new), (W, new, W + new)]
                    if key == "nag":
                        one.insert(0, (W, v[i], at))
                    v[i] = new
                    after.append(W + new)
                elif key in ("adagrad", "rmsprop"):
                    new = h[i] + g * g if key == "adagrad" else o.decay * h[i] + (1 - o.decay) * g * g
                    delta = -o.learning_rate * g / (math.sqrt(new) + o.epsilon)
                    one = [(W, g), (h[i], g, g, new), (g, new, delta), (W, delta, W + delta)]
                    h[i] = new
                    after.append(W + delta)
                else:
                    new_m = o.beta1 * m[i] + (1 - o.beta1) * g
                    new_v = o.beta2 * v[i] + (1 - o.beta2) * g * g
                    m_hat, v_hat = new_m / (1 - o.beta1**t), new_v / (1 - o.beta2**t)
                    delta = -o.learning_rate * m_hat / (math.sqrt(v_hat) + o.epsilon)
                    one = [(W, g), (m[i], g, new_m), (v[i], g, g, new_v), (new_m, m_hat), (new_v, v_hat), (m_hat, v_hat, delta)]
                    one.append((W, delta, W + delta))
                    m[i], v[i] = new_m, new_v
                    after.append(W + delta)
                lines[i] = one
            steps.append([list(zip(*both, strict=True)) for both in zip(lines[0], lines[1], strict=True)])
            place = after
        found[key] = steps
    return found


def step_to(qtbot, window, step):
    press(window, Key.Key_Right)
    column = window.inspector.inspector.columns[0]
    qtbot.waitUntil(lambda: column.step.text() == f"Step {step}")


def test_that_the_lines_on_a_function_are_those_computed_by_hand_for_all_seven_rules(qtbot, opened):
    setup = default_setup()
    window, expected = opened(setup), by_hand(setup)
    press(window, Key.Key_I)
    column = window.inspector.inspector.columns[0]
    for step in range(1, STEPS + 1):
        step_to(qtbot, window, step)
        for _ in OPTIMIZERS:
            press(window, Key.Key_N)
            lines = column.rule.shown_lines()
            vectors = expected[column.choice.label][step - 1]
            assert len(lines) == len(vectors)
            for line, wanted in zip(lines, vectors, strict=True):
                pairs = _PAIR.findall(line)
                assert len(pairs) == len(wanted), line
                for pair, both in zip(pairs, wanted, strict=True):
                    for text, value in zip(pair, both, strict=True):
                        assert_shown(text, value)


def test_that_the_table_shows_the_state_before_and_after_and_the_effective_step(qtbot, opened):
    setup = default_setup()
    window, expected = opened(setup), by_hand(setup)
    window.resize(1920, 1080)
    press(window, Key.Key_I)
    for step in range(1, 4):
        step_to(qtbot, window, step)
    column = window.inspector.inspector.columns[0]
    rates = {run.label: run.optimizer.learning_rate for run in setup.runs}
    for _ in OPTIMIZERS:
        press(window, Key.Key_N)
        label, lines = column.choice.label, expected[column.choice.label][2]
        rows = {name: (before, after) for name, before, after in column.table.shown_rows()}
        assert rows["t"] == ("2", "3")
        facts = {"W": (lines[-1][0], lines[-1][-1])}
        match label:
            case "momentum":
                facts["v"] = (lines[1][0], lines[1][-1])
            case "nag":
                facts["v"] = (lines[2][0], lines[2][-1])
            case "adagrad" | "rmsprop":
                h = lines[1][-1]
                facts |= {"h": (lines[1][0], h), "η/√h": (None, [rates[label] / (math.sqrt(each) + 1e-7) for each in h])}
            case "adam":
                v_hat = lines[4][-1]
                facts |= {"m": (lines[1][0], lines[1][-1]), "v": (lines[2][0], lines[2][-1]), "m̂": (None, lines[3][-1])}
                facts |= {"v̂": (None, v_hat), "η/√v̂": (None, [rates[label] / (math.sqrt(each) + 1e-8) for each in v_hat])}
        for name, both in facts.items():
            for text, values in zip(rows[name], both, strict=True):
                if values is None:
                    assert text == ""
                else:
                    for part, value in zip(_PAIR.findall(text)[0], values, strict=True):
                        assert_shown(part, value)
        assert rows.keys() == {"t", *facts} | ({"η"} if label in ("gd", "sgd", "momentum", "nag") else set())


def network_gradient(theta, sizes, images, labels):
    """Mean cross-entropy of a ReLU network with one hidden layer, image by image, in float64: the gradient as one flat vector."""
    (inputs, hidden, classes) = sizes
    cut = (inputs + 1) * hidden
    first, second = theta[:cut].reshape(inputs + 1, hidden), theta[cut:].reshape(hidden + 1, classes)
    total = np.zeros_like(theta)
    for image, label in zip(images, labels, strict=True):
        x = np.append(image / 255, 1.0)
        z = x @ first
        a = np.append(np.maximum(z, 0), 1.0)
        scores = a @ second
        p = np.exp(scores - scores.max())
        p /= p.sum()
        p[label] -= 1
        back = (second @ p)[:-1] * (z > 0)
        total += np.concatenate([np.outer(x, back).ravel(), np.outer(a, p).ravel()])
    return total / len(labels)


def flat_rule(key, o, t, W, v, m, gradient_at):
    """One step on a flat vector in plain NumPy: new W, v (or h) and m, and the terms."""
    if key == "nag":
        g = gradient_at(W + o.momentum * v)
    else:
        g = gradient_at(W)
    if key in ("momentum", "nag"):
        v = o.momentum * v - o.learning_rate * g
        delta = v
    elif key in ("adagrad", "rmsprop"):
        v = v + g**2 if key == "adagrad" else o.decay * v + (1 - o.decay) * g**2
        delta = -o.learning_rate * g / (np.sqrt(v) + o.epsilon)
    elif key == "adam":
        m = o.beta1 * m + (1 - o.beta1) * g
        v = o.beta2 * v + (1 - o.beta2) * g**2
        delta = -o.learning_rate * (m / (1 - o.beta1**t)) / (np.sqrt(v / (1 - o.beta2**t)) + o.epsilon)
    else:
        delta = -o.learning_rate * g
    return W + delta, v, m, g, delta


@pytest.mark.parametrize("pictures", ["small", "mnist"])
def test_that_the_lines_and_norms_on_a_network_are_those_computed_by_hand_for_all_seven_rules(qtbot, opened, tmp_path, pictures):
    setup, library = small_setup(precision="float64"), small_library(tmp_path)
    if pictures == "mnist":
        few = NetworkSetup("mnist", hidden=(8,), train_size=240, precision="float64")
        setup, library = replace(setup, problem=few), DataLibrary([needed_mnist_folder()], tmp_path / "cache")
    window = opened(setup, library)
    window.experiment._on_run_toggled("gd", True)
    qtbot.waitUntil(lambda: len(window.trainer.latest.runs) == 7)
    press(window, Key.Key_I)
    problem = window.trainer.latest.problem
    indices = problem._train_pixels, problem._train_labels
    for step in (1, 2):
        step_to(qtbot, window, step)
    qtbot.waitUntil(lambda: all(run.step == 2 for run in window.trainer.latest.runs))
    window.clock.show_now()
    inspector = window.inspector.inspector
    column, index = inspector.columns[0], inspector.picker.index
    draws = problem.oracle(setup.seed)._minibatches
    for run in setup.runs:
        o, size = run.optimizer, run.sampling.batch_size
        W, v, m = problem.start(setup.seed).copy(), np.zeros(problem.network.parameter_count), np.zeros(problem.network.parameter_count)
        for t in (1, 2):
            before = W
            chosen = np.arange(len(indices[1])) if run.label == "gd" else draws.indices(t - 1, size)
            batch = indices[0][chosen], indices[1][chosen]
            W, v, m, g, delta = flat_rule(
                run.label, o, t, W, v, m, lambda at, batch=batch: network_gradient(at, problem.network.sizes, *batch)
            )
        inspector.choose([run.label])
        results = [line.split(" ")[-1] for line in column.rule.shown_lines()]
        assert_shown(results[-1], W[index])
        assert_shown(results[1 if run.label == "nag" else 0], g[index])
        rows = {name: (old, new) for name, old, new in column.table.shown_rows()}
        assert_shown(rows["W"][0], before[index])
        for name, value in (("v", v), ("h", v), ("m", m)):
            if name in rows:
                assert_shown(rows[name][1], value[index])
        heads, *layers = column.layers.shown_rows()
        shown = {head: [layer[place] for layer in layers] for place, head in enumerate(heads)}
        cut = (problem.network.sizes[0] + 1) * problem.network.sizes[1]
        for head, vector in (("‖W‖", before), ("‖g‖", g), ("‖Δ‖", delta)):
            if head in shown:
                for text, part in zip(shown[head], (vector[:cut], vector[cut:]), strict=True):
                    assert float(text.translate(_RAISED).replace("×10", "e")) == pytest.approx(np.linalg.norm(part), rel=6e-3)
    assert column.layers.isVisible()
