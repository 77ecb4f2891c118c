"""What stays in memory for good is left out of Python's rounds for garbage, which would halt everybody on their way."""

import gc

NEW_OBJECTS = 10_000  # between two rounds: a page or a turn makes some thousand and drops nearly all of them by itself


def settle() -> None:
    """Leave out of later rounds what has been loaded by now; to be called once, when a process begins to serve.

    The words of the law, of places and of the reader are some hundred thousand objects that never become garbage; a
    round that looks at them all takes a fifth of a second, and nobody is served meanwhile.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])
