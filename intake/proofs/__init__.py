"""The proof of a stored deadline: its sheet, the check of all sheets, the paper, and what came with an answer."""
