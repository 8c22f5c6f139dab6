"""Lists out: what a noun's columns are, the formats of files, and where a file goes.

Nothing here knows SQLAlchemy or pydantic: rows go from a prepared query to a file.
"""
