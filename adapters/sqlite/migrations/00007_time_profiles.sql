-- +goose Up

CREATE TABLE time_profiles (
    uid       INTEGER PRIMARY KEY AUTOINCREMENT CHECK (uid >= 1),
    name      TEXT    NOT NULL,
    all_day   INTEGER NOT NULL CHECK (all_day IN (0, 1)),
    date_from INTEGER NOT NULL,
    date_to   INTEGER NOT NULL,
    repeat    TEXT    NOT NULL, -- JSON
    link_id   TEXT    CHECK (link_id <> '') -- NULL: none
) STRICT;

CREATE UNIQUE INDEX time_profiles_by_link ON time_profiles (link_id);

-- Which identifiers have which time profiles.
CREATE TABLE attachments (
    identifier INTEGER NOT NULL REFERENCES identifiers (uid) ON DELETE CASCADE,
    profile    INTEGER NOT NULL REFERENCES time_profiles (uid) ON DELETE CASCADE,
    PRIMARY KEY (identifier, profile)
) STRICT, WITHOUT ROWID;

CREATE INDEX attachments_by_profile ON attachments (profile, identifier);
