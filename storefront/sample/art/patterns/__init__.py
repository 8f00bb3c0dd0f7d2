"""Flat textiles and weaves as vector art, one module per craft."""
