-- The data keys, each wrapped by the master key, in a file beside the database.

-- +goose Up

CREATE TABLE data_keys (
    name    TEXT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose IN ('face', 'backup', 'proof')),
    wrapped BLOB NOT NULL CHECK (length(wrapped) > 0)
) STRICT, WITHOUT ROWID;

-- Which master key wraps, by its name, so that a program that still has a
-- former one finds out before it wraps with that. One row, or none before there
-- is any key.
CREATE TABLE master (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    name TEXT    NOT NULL
) STRICT;
