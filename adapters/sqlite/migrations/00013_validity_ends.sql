-- Which identifiers may be deleted because their validity is over. Most have no
-- end.

-- +goose Up

CREATE INDEX identifiers_by_end ON identifiers (valid_to) WHERE time_permanent = 0 AND valid_to IS NOT NULL;
