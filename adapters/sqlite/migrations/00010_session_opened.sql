-- +goose Up

-- When a session was opened, so that an operator can tell one from another. 0:
-- before this was kept.
ALTER TABLE sessions ADD COLUMN opened_at INTEGER NOT NULL DEFAULT 0;
