# noqa: INP001 - a script among the data, no module of the room
"""Makes namesakes_<code>.csv: of a hundred thousand messages, how many hold other words that look like a unit's name.

Without diacritics "quê vợ" looks like Quế Võ; the marks of the messages tell which was meant.

python routing/data/make_namesakes.py PROVINCE_CODE MESSAGES.jsonl … > routing/data/namesakes_<code>.csv
"""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from routing.language.capitals import has_capitals
from routing.language.folding import bare
from routing.language.words import Words, split
from routing.places import load_gazetteer

_LONGEST_NAME = 3
Name = tuple[str, ...]


def main(province_code: str, paths: list[str]) -> None:
    """Print the names of a province that look like other words, the most usual first."""
    spelt: dict[Name, set[Name]] = defaultdict(set)
    for spelling in load_gazetteer(province_code).spellings():
        if not spelling[0].isdecimal():  # "phường 3" is told by its type
            spelt[tuple(bare(spelling).split())].add(tuple(spelling.lower().split()))
    texts = (json.loads(line)["text"] for path in paths for line in Path(path).read_text(encoding="utf-8").splitlines())
    told = [words for words in map(split, texts) if words.is_accented]
    met = Counter(name for words in told for name in _others(words, spelt))
    sys.stdout.write("name,per_100000\n")
    for name, count in sorted(met.items(), key=lambda one: (-one[1], one[0])):
        sys.stdout.write(f"{' '.join(name)},{100_000 * count / len(told):.1f}\n")


def _others(words: Words, spelt: dict[Name, set[Name]]) -> set[Name]:
    """Return the names that words with other marks look like, or with the same where names have their capitals."""
    found: set[Name] = set()
    with_capitals = has_capitals(words)
    for length in range(1, _LONGEST_NAME + 1):
        for i in range(len(words) - length + 1):
            name = words.bases[i : i + length]
            if name not in spelt or any(words.after_break[i + 1 : i + length]):
                continue
            is_small = with_capitals and not any(words.capital[i : i + length])
            if words.shown[i : i + length] not in spelt[name] or is_small:
                found.add(name)
    return found


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
