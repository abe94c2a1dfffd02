"""Question → answer → chat: answers from the index, every statement tied to its source."""
