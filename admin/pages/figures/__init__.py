"""Figures for those who supervise: the board, places, where citizens drop out, bent clocks, reports."""
