"""The step inspector: the rule with the numbers of a step, its state, and the column that it stands in."""
