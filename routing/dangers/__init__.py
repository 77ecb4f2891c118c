"""Whether somebody may come to harm: dangers, hazards, fears and pleas, each told apart from mere talk of them."""
