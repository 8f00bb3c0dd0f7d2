"""What can go wrong before a page inside the Dashboard is shown."""


class Refused(Exception):
    """The page is not shown; `status` is HTTP's, `sentence` tells staff what to do."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
