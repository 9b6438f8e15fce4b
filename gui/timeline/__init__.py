"""Time: the time line, the transport, looking back, going on from there, and branching."""
