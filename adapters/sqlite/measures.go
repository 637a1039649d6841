package sqlite

import (
	"context"
	"database/sql"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/rules"
)

func insertMeasures(ctx context.Context, tx *sql.Tx, uid identifier.UID, measures rules.Measures) error {
	for i, m := range measures {
		if _, err := tx.ExecContext(ctx, `
			INSERT INTO measures (uid, position, code, measured, allowed, unit, verdict)
			VALUES (?, ?, ?, ?, ?, ?, ?)`,
			uid, i, m.Code, m.Value, m.Limit, m.Unit, m.Verdict.String()); err != nil {
			return err
		}
	}
	return nil
}

func selectMeasures(ctx context.Context, tx *sql.Tx, uid identifier.UID) (rules.Measures, error) {
	rows, err := tx.QueryContext(ctx,
		`SELECT code, measured, allowed, unit, verdict FROM measures WHERE uid = ? ORDER BY position`, uid)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var measures rules.Measures
	for rows.Next() {
		var (
			m       rules.Measure
			verdict string
		)
		if err := rows.Scan(&m.Code, &m.Value, &m.Limit, &m.Unit, &verdict); err != nil {
			return nil, err
		}
		if m.Verdict, err = restoreVerdict(uid, verdict); err != nil {
			return nil, err
		}
		measures = append(measures, m)
	}
	return measures, rows.Err()
}

// restoreVerdict returns a stored verdict. To take one that this program does
// not know for any other could hide a warning.
func restoreVerdict(uid identifier.UID, name string) (rules.Verdict, error) {
	v, known := rules.ParseVerdict(name)
	if !known {
		return v, domain.E(domain.KindInternal, "stored measures of %s: there is no verdict %q", about(uid), name)
	}
	return v, nil
}
