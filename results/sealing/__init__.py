"""The files of a published edition: made by the worker once it is released, kept in the database."""
