"""The database: how it is opened, read, written, journaled and upgraded."""
