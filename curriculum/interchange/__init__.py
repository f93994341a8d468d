"""Moves whole programmes: packages from site to site, and Common Cartridges for other learning platforms.

Reading, checking and portraying live here; what an import writes is in `operations.importing`.
"""
