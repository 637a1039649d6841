-- Times are Unix seconds in UTC. The rules are the domain's; the CHECKs here
-- hold what no rule of the domain will ever allow, so that a stricter or a
-- newer rule needs no rebuilt table.

-- +goose Up

-- AUTOINCREMENT: a uid is never given again, not even the newest after it was
-- deleted.
CREATE TABLE identifiers (
    uid              INTEGER PRIMARY KEY AUTOINCREMENT CHECK (uid >= 1),
    owner_name       TEXT    NOT NULL,
    owner_type       TEXT    NOT NULL CHECK (owner_type <> ''),
    type             TEXT    NOT NULL CHECK (type <> ''),
    number           TEXT    NOT NULL,
    lock             TEXT    NOT NULL CHECK (lock <> ''),
    state            TEXT    NOT NULL CHECK (state <> ''),
    time_permanent   INTEGER NOT NULL CHECK (time_permanent IN (0, 1)),
    valid_from       INTEGER, -- NULL: open
    valid_to         INTEGER, -- NULL: open
    passes_permanent INTEGER NOT NULL CHECK (passes_permanent IN (0, 1)),
    passes_max       INTEGER NOT NULL,
    passes_left      INTEGER NOT NULL CHECK (passes_left >= -1)
) STRICT;

-- Faces have no number and never conflict.
CREATE UNIQUE INDEX identifiers_by_number ON identifiers (type, number) WHERE type <> 'face_id';

CREATE TABLE leases (
    uid        INTEGER PRIMARY KEY REFERENCES identifiers (uid) ON DELETE CASCADE,
    holder     TEXT    NOT NULL,
    expires_at INTEGER NOT NULL -- from then on it is nobody's
) STRICT;

CREATE TABLE enrolments (
    uid         INTEGER PRIMARY KEY REFERENCES identifiers (uid) ON DELETE CASCADE,
    face_x      INTEGER NOT NULL,
    face_y      INTEGER NOT NULL,
    face_width  INTEGER NOT NULL,
    face_height INTEGER NOT NULL,
    confidence  REAL    NOT NULL,
    enrolled_at INTEGER NOT NULL
) STRICT;

-- The photo has its own table: nothing that looks at enrolments reads past it.
CREATE TABLE portraits (
    uid   INTEGER PRIMARY KEY REFERENCES enrolments (uid) ON DELETE CASCADE,
    photo BLOB    NOT NULL CHECK (length(photo) > 0)
) STRICT;

CREATE TABLE measures (
    uid      INTEGER NOT NULL REFERENCES enrolments (uid) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    code     TEXT    NOT NULL,
    measured REAL    NOT NULL,
    allowed  REAL    NOT NULL,
    unit     TEXT    NOT NULL,
    PRIMARY KEY (uid, position)
) STRICT, WITHOUT ROWID;

-- An enrolment without a descriptor has no row here.
CREATE TABLE descriptors (
    uid    INTEGER PRIMARY KEY REFERENCES enrolments (uid) ON DELETE CASCADE,
    model  TEXT    NOT NULL CHECK (model <> ''),
    vector BLOB    NOT NULL CHECK (length(vector) = 512) -- 128 float32, little-endian
) STRICT;
