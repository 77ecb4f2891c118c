# noqa: INP001 - a script among the data, no module of the room
"""Makes common_words.csv of our own example messages: how many of a thousand messages hold a word, without diacritics.

python routing/data/make_common_words.py MESSAGES.jsonl … > routing/data/common_words.csv
"""

import json
import sys
from collections import Counter
from pathlib import Path

from routing.text import shadow

_LEAST_SHARE = 0.005


def main(paths: list[str]) -> None:
    """Print word and share per thousand, the most common first."""
    texts = [json.loads(line)["text"] for path in paths for line in Path(path).read_text(encoding="utf-8").splitlines()]
    holders = Counter(word for text in texts for word in set(shadow(text).split()))
    sys.stdout.write("word,per_thousand\n")
    for word, count in sorted(holders.items(), key=lambda one: (-one[1], one[0])):
        if count >= _LEAST_SHARE * len(texts):
            sys.stdout.write(f"{word},{1000 * count / len(texts):.1f}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
