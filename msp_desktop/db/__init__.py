"""Persistence: the only package that knows SQL. Everything goes through `Database` and `Store`."""
