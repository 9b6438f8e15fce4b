"""A step seen closely: the rule's equation with the numbers of one step, its phases, and what of it can be drawn.

All of it is read from a `StepRecord` and from the equation that stands beside the rule; no rule is computed a second time.
"""
