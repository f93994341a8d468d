"""Sheets of paper made from the content of a lesson, frozen or live: guide, reading, handouts, session form.

Pages are not asked: the same content gives the same bytes, whatever became of its page and its blocks.
"""
