"""How Spanish pages become English and Quechua ones: what is translated, and how far."""
