"""An invented place to try everything out; made through the operations, as people would make it."""
