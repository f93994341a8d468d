"""How fast the main things are, measured on the machine at hand and printed beside what they should be."""
