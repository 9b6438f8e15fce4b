"""The parameter panel: the problem form, a card for each run, and the exact fields they are made of."""
