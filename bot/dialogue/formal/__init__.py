"""Complaints and accusations, which the law gives forms of their own: asked for, warned of, held apart."""
