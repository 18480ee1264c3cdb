"""Dossier: a folder of annotated news articles becomes a website that lasts."""

__version__ = "0.1.0"
