"""Lists as offices keep them, with everybody invented, and the script that makes them."""
