"""Booking a place on a leader's reception day: understood, asked, told, and called off."""
