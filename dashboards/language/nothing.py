"""The words of a figure that is not shown: hidden and missing are two things, and what does not apply is a dash."""

from __future__ import annotations

HIDDEN = ("پنهان برای حریم افراد", "hidden to protect persons")
MISSING = ("نرسیده", "not received")
NOT_APPLICABLE = "—"
