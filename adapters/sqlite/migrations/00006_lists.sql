-- What lists of identifiers are read from. Each index is an order of the list,
-- and finds the rows for a filter by its field. That of step 1 can be neither:
-- it has no faces, and its numbers are apart by type.

-- +goose Up

CREATE INDEX identifiers_by_owner_name ON identifiers (owner_name);
CREATE INDEX identifiers_by_owner_type ON identifiers (owner_type);
CREATE INDEX identifiers_by_type ON identifiers (type);
CREATE INDEX identifiers_by_number_alone ON identifiers (number);
CREATE INDEX identifiers_by_lock ON identifiers (lock);

-- How many identifiers have a uid of begin or more and less than begin + span,
-- where that is any. Without it, to count all identifiers or to find a page far
-- from the ends would be to walk over every row. Spans are 8192 and 512, begins
-- their multiples. An older program keeps it true as well: triggers are the
-- database's.
CREATE TABLE identifier_counts (
    span  INTEGER NOT NULL,
    begin INTEGER NOT NULL,
    items INTEGER NOT NULL CHECK (items >= 0),
    PRIMARY KEY (span, begin)
) STRICT, WITHOUT ROWID;

INSERT INTO identifier_counts (span, begin, items)
SELECT span, uid / span * span, count(*)
FROM (SELECT 8192 AS span UNION ALL SELECT 512) CROSS JOIN identifiers
GROUP BY span, uid / span;

-- +goose StatementBegin
CREATE TRIGGER identifiers_counted AFTER INSERT ON identifiers BEGIN
    INSERT INTO identifier_counts (span, begin, items)
    VALUES (8192, new.uid / 8192 * 8192, 1), (512, new.uid / 512 * 512, 1)
    ON CONFLICT (span, begin) DO UPDATE SET items = items + 1;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER identifiers_discounted AFTER DELETE ON identifiers BEGIN
    UPDATE identifier_counts SET items = items - 1 WHERE span = 8192 AND begin = old.uid / 8192 * 8192;
    UPDATE identifier_counts SET items = items - 1 WHERE span = 512 AND begin = old.uid / 512 * 512;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER identifier_counts_emptied AFTER UPDATE ON identifier_counts WHEN new.items = 0 BEGIN
    DELETE FROM identifier_counts WHERE span = new.span AND begin = new.begin;
END;
-- +goose StatementEnd
