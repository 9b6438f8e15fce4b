"""The step inspector: a rule with the numbers of one step, its state before and after, and its effective step."""
