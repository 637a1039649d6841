-- The audit log. Package audit says how the hashes are made; an empty log goes
-- back to the installation's id.

-- +goose Up

CREATE TABLE audit_log (
    seq      INTEGER PRIMARY KEY CHECK (seq >= 1),
    at       INTEGER NOT NULL, -- Unix milliseconds
    actor    TEXT    NOT NULL,
    action   TEXT    NOT NULL,
    uid      INTEGER NOT NULL, -- of what it was done to, which may be gone; 0: none
    detail   TEXT    NOT NULL,
    previous BLOB    NOT NULL CHECK (length(previous) = 32),
    hash     BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER audit_log_is_not_changed BEFORE UPDATE ON audit_log BEGIN
    SELECT RAISE(ABORT, 'the audit log is not changed');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER audit_log_is_not_removed BEFORE DELETE ON audit_log BEGIN
    SELECT RAISE(ABORT, 'nothing is removed from the audit log');
END;
-- +goose StatementEnd

-- An entry comes after the last one. This keeps INSERT OR REPLACE out, too, for
-- which SQLite asks no trigger of DELETE.
-- +goose StatementBegin
CREATE TRIGGER audit_log_is_a_chain BEFORE INSERT ON audit_log
WHEN new.seq <> 1 + (SELECT coalesce(max(seq), 0) FROM audit_log)
    OR new.previous <> (SELECT hash FROM audit_log WHERE seq = new.seq - 1)
BEGIN
    SELECT RAISE(ABORT, 'the audit log is one chain');
END;
-- +goose StatementEnd
