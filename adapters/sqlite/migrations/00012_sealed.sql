-- Photos, landmarks and descriptors, sealed with a key for each enrolment. The
-- keys themselves are in a file of their own, so that a copy of this one holds
-- none. Step 13 seals what was stored before, and drops the tables it was in.

-- +goose Up

ALTER TABLE enrolments ADD COLUMN key TEXT;   -- its name; NULL only until step 13
ALTER TABLE enrolments ADD COLUMN model TEXT; -- what made the descriptor; NULL: there is none

CREATE TABLE sealed (
    uid  INTEGER NOT NULL REFERENCES enrolments (uid) ON DELETE CASCADE,
    part TEXT    NOT NULL CHECK (part IN ('photo', 'landmarks', 'descriptor')),
    data BLOB    NOT NULL CHECK (length(data) > 0),
    PRIMARY KEY (uid, part)
) STRICT;

-- The keys of enrolments that are gone, until they are destroyed as well.
CREATE TABLE doomed_keys (
    name TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- +goose StatementBegin
CREATE TRIGGER enrolments_doom AFTER DELETE ON enrolments WHEN old.key IS NOT NULL BEGIN
    INSERT OR IGNORE INTO doomed_keys (name) VALUES (old.key);
END;
-- +goose StatementEnd
