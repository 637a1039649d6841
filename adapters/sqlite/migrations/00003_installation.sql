-- +goose Up

-- One row for the whole installation. The id is a UUID of version 4, made here
-- so that it exists exactly once whoever creates the database.
CREATE TABLE installation (
    only   INTEGER PRIMARY KEY CHECK (only = 1),
    id     TEXT    NOT NULL CHECK (length(id) = 36),
    probes INTEGER NOT NULL CHECK (probes >= 0) -- grows with every probe
) STRICT;

INSERT INTO installation (only, id, probes) VALUES (1, lower(
    hex(randomblob(4)) || '-' ||
    hex(randomblob(2)) || '-4' ||
    substr(hex(randomblob(2)), 2) || '-' ||
    substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' ||
    hex(randomblob(6))), 0);
