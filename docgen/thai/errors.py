"""The one shape of what a Thai helper refuses: a stable reason, the value, and the words for the clerk in Thai."""

from __future__ import annotations


class ThaiError(ValueError):
    """A value that a helper of `docgen.thai` cannot take; callers add the place.

    `reason` is stable and never shown, `value` is the offending part as typed, `message_th` and `hint_th` are for
    the clerk, and `suggestion` is what was probably meant ("" if nothing is near).
    """

    def __init__(
        self, reason: str, message: str, *, value: str, message_th: str, hint_th: str, suggestion: str = ""
    ) -> None:
        super().__init__(message)
        self.reason = reason
        self.value = value
        self.message_th = message_th
        self.hint_th = hint_th
        self.suggestion = suggestion
