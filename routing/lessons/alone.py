"""What the hand-made cues alone, or the learned scorer alone, would say: joining them must be worth it."""

from routing.judgement import Judge
from routing.language.words import split
from routing.legal.kind_cues import guess_kind
from routing.reading import Reader
from routing.topic_cues import TopicReader
from routing.topics import OTHER_TOPIC


class Alone:
    """Reads topic and kind with one half of a reader at a time."""

    def __init__(self, reader: Reader) -> None:
        self._cues = TopicReader(reader.catalogue)
        self._learned: Judge = reader.judge.without_cues()

    def by_cues(self, text: str) -> tuple[str, str]:
        """Return topic and kind by the hand-made cues."""
        words = split(text)
        ranking = self._cues.rank(words)
        topic = ranking.topics[0][0] if ranking.topics else OTHER_TOPIC
        return topic, str(guess_kind(words, has_topic=topic != OTHER_TOPIC).kind)

    def by_learning(self, text: str) -> tuple[str, str]:
        """Return topic and kind by the learned scorer."""
        words = self._learned.telling(split(text))
        scores = self._learned.model.scores(words)
        topic = self._learned.topic(words, scores)
        return topic.ranked[0][0] if topic.ranked else OTHER_TOPIC, self._learned.kind(words, scores).ranked[0][0]
