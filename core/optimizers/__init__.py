"""The update rules, each with its equations, and the table of them."""

from core.optimizers.adaptive import AdaGrad, Adam, RMSProp
from core.optimizers.base import Optimizer
from core.optimizers.gradient_descent import GradientDescent, StochasticGradientDescent
from core.optimizers.momentum import Momentum, Nesterov

_RULES = (GradientDescent, StochasticGradientDescent, Momentum, AdaGrad, Nesterov, RMSProp, Adam)
OPTIMIZERS: dict[str, type[Optimizer]] = {rule.key: rule for rule in _RULES}
TEACHING_ORDER = ("gd", "sgd", "momentum", "adagrad", "nag", "rmsprop", "adam")
"""The keys of the rules that an experiment races by itself, the textbook's; another rule takes part where somebody asks for it."""
