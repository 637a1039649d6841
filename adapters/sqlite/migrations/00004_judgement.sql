-- What the rules said of a face, and where its features are. The defaults are
-- for what was enrolled before, and for an older program that has the database
-- open meanwhile: it stores what no rule refused, and knows no warnings.

-- +goose Up

ALTER TABLE enrolments ADD COLUMN profile TEXT NOT NULL DEFAULT ''; -- '': before there were profiles

ALTER TABLE measures ADD COLUMN verdict TEXT NOT NULL DEFAULT 'ok' CHECK (verdict <> '');

-- A face without landmarks has no row here.
CREATE TABLE landmarks (
    uid    INTEGER PRIMARY KEY REFERENCES enrolments (uid) ON DELETE CASCADE,
    points BLOB    NOT NULL CHECK (length(points) > 0 AND length(points) % 16 = 0) -- x, y as float64, little-endian
) STRICT;
