"""Writes a programme in one language as a Common Cartridge 1.3 that other learning platforms import."""

from curriculum.interchange.cartridge.building import Written, write

__all__ = ["Written", "write"]
