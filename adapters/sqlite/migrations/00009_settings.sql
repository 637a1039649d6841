-- +goose Up

-- One row, and none until somebody sets something.
CREATE TABLE settings (
    only                  INTEGER PRIMARY KEY CHECK (only = 1),
    face_enabled          INTEGER NOT NULL CHECK (face_enabled IN (0, 1)),
    face_similarity       TEXT    NOT NULL,
    face_mode             TEXT    NOT NULL,
    face_autostart        INTEGER NOT NULL CHECK (face_autostart IN (0, 1)),
    remote_enabled        INTEGER NOT NULL CHECK (remote_enabled IN (0, 1)),
    remote_custom_server  INTEGER NOT NULL CHECK (remote_custom_server IN (0, 1)),
    remote_custom_address TEXT    NOT NULL,
    master_code_enabled   INTEGER NOT NULL CHECK (master_code_enabled IN (0, 1)),
    master_code           TEXT    NOT NULL
) STRICT;
