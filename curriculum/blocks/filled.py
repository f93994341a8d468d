"""A struct that reads whole, also where a body was stored before one of its texts or lists existed."""

from wagtail import blocks

TEXTS = (blocks.CharBlock, blocks.TextBlock)


class FilledBlock(blocks.StructBlock):
    """A text that is not stored, or stored as null, reads as empty and never as nothing.

    What is stored stays as it is until somebody saves the page, and so does the hash of the lesson.
    """

    def to_python(self, value):
        return super().to_python(self._filled(value))

    def bulk_to_python(self, values):
        return super().bulk_to_python([self._filled(value) for value in values])

    def _filled(self, value):
        lacking = {name: block for name, block in self.child_blocks.items() if value.get(name) is None}
        texts = {name: "" for name, block in lacking.items() if isinstance(block, TEXTS)}
        lists = {name: [] for name, block in lacking.items() if isinstance(block, blocks.ListBlock)}
        return {**value, **texts, **lists}
