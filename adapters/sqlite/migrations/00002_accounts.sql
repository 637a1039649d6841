-- +goose Up

CREATE TABLE accounts (
    name          TEXT NOT NULL PRIMARY KEY CHECK (name <> ''),
    role          TEXT NOT NULL CHECK (role <> ''),
    password_hash TEXT NOT NULL
) STRICT;

CREATE TABLE sessions (
    token_hash BLOB    NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32), -- SHA-256
    account    TEXT    NOT NULL REFERENCES accounts (name) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL -- from then on it is nobody's
) STRICT, WITHOUT ROWID;

-- Each login removes the sessions that have expired.
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
