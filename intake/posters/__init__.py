"""The poster for the wall of an office: one big code that opens the chat, what to do in three steps, whom to call."""

from intake.posters.words import Poster, Way, poster_of, units_to_name, ways_in

__all__ = ["Poster", "Way", "poster_of", "units_to_name", "ways_in"]
