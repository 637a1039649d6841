-- The log. Category and priority follow from the key; they are columns so that
-- a filter finds them in an index.

-- +goose Up

-- AUTOINCREMENT: the log may be cleared, and its ids go on.
CREATE TABLE events (
    id         INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id >= 1),
    at         INTEGER NOT NULL, -- Unix milliseconds
    key        TEXT    NOT NULL,
    category   TEXT    NOT NULL,
    priority   TEXT    NOT NULL,
    account    TEXT    NOT NULL,
    uid        INTEGER NOT NULL, -- of what it is about, which may be gone; 0: none
    name       TEXT    NOT NULL,
    number     TEXT    NOT NULL,
    type       TEXT    NOT NULL,
    lock       INTEGER NOT NULL,
    apartment  TEXT    NOT NULL,
    detail     TEXT    NOT NULL
) STRICT;

CREATE INDEX events_by_time ON events (at);
CREATE INDEX events_by_category ON events (category, at);
