"""The questions people ask, each answered with a `Report`; nothing here prints."""
