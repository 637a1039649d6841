-- Apartments, which identifier belongs to which, and the names by which another
-- system addresses both. A link that is NULL is none: any number of rows may
-- have none, and no two the same. An older program that has the database open
-- meanwhile stores identifiers that have none of it.

-- +goose Up

CREATE TABLE apartments (
    uid      INTEGER PRIMARY KEY AUTOINCREMENT CHECK (uid >= 1),
    name     TEXT    NOT NULL,
    building INTEGER NOT NULL,
    unit     INTEGER NOT NULL,
    floor    INTEGER NOT NULL,
    room     INTEGER NOT NULL,
    link_id  TEXT    CHECK (link_id <> '')
) STRICT;

CREATE UNIQUE INDEX apartments_by_link ON apartments (link_id);
CREATE INDEX apartments_by_name ON apartments (name);

ALTER TABLE identifiers ADD COLUMN link_id TEXT CHECK (link_id <> '');
ALTER TABLE identifiers ADD COLUMN apartment_link_id TEXT NOT NULL DEFAULT ''; -- '': none; it need not be that of an apartment here
ALTER TABLE identifiers ADD COLUMN apartment INTEGER REFERENCES apartments (uid) ON DELETE SET NULL;

CREATE UNIQUE INDEX identifiers_by_link ON identifiers (link_id);
CREATE INDEX identifiers_by_apartment ON identifiers (apartment) WHERE apartment IS NOT NULL;
