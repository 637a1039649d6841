package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"

	"github.com/mattn/go-sqlite3"
)

// checkpointPages is how long the WAL grows, in pages of 4 KiB, before a commit
// moves it into the database. SQLite's 1000 would make one commit in 100 wait
// for that, and each that writes all over a large database for a page more of
// it.
const checkpointPages = 4000

// writerConnector opens the connection that writes, with a pragma for which
// data source names have no word, and one that is for later: to open a database
// may take longer than a context should wait.
type writerConnector struct{ dsn string }

var _ driver.Connector = writerConnector{}

// Connect implements driver.Connector.
func (c writerConnector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Driver().Open(c.dsn)
	if err != nil {
		return nil, err
	}
	pragmas := fmt.Sprintf("PRAGMA wal_autocheckpoint = %d; PRAGMA busy_timeout = %d", checkpointPages, busyPatience.Milliseconds())
	if _, err := conn.(driver.ExecerContext).ExecContext(ctx, pragmas, nil); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

// Driver implements driver.Connector.
func (writerConnector) Driver() driver.Driver { return &sqlite3.SQLiteDriver{} }
