package sqlite

import (
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Pragmas belong to a connection, not to the database, so they stand in the
// data source name: the driver applies them to every connection a pool opens,
// also to one that replaces another.
var pragmas = map[string]string{
	// Readers do not wait for the writer, nor the writer for readers.
	"_journal_mode": "WAL",
	// What was committed survives a power failure; NORMAL could lose it in
	// WAL mode. Leases are an exception (writeUnsynced).
	"_synchronous":  "FULL",
	"_foreign_keys": "on",
	// Another program may be writing: wait. Once it is open, the writer waits in
	// pieces (begin).
	"_busy_timeout": strconv.FormatInt(busyFor.Milliseconds(), 10),
	// Photos and descriptors that were deleted are overwritten with zeros in
	// the database. The WAL keeps copies of pages until it starts anew, which
	// it does after some megabytes of writing and when the database is closed.
	"_secure_delete": "on",
}

// How long to wait for another program, and how long a writer does so at a time.
const (
	busyFor      = 5 * time.Second
	busyPatience = 100 * time.Millisecond
)

// preparedStatements is how many statements a connection keeps prepared, those
// used last: to prepare one takes longer than to read a row. So many are all
// that clients need all day.
const preparedStatements = 64

// writerDSN is for the connection that writes. Its transactions take the write
// lock at once: one that began by reading and wrote later could not wait for
// the lock but would fail.
func writerDSN(path string) string {
	return dsn(path, "_txlock", "immediate")
}

// readerDSN is for the connections that read, which cannot write by mistake.
func readerDSN(path string) string {
	return dsn(path, "_txlock", "deferred", "_query_only", "on")
}

// dsn returns the data source name for an absolute path, which may contain
// characters that mean something in a URI, and further options.
func dsn(path string, options ...string) string {
	query := url.Values{"_stmt_cache_size": {strconv.Itoa(preparedStatements)}}
	for name, value := range pragmas {
		query.Set(name, value)
	}
	for i := 0; i < len(options); i += 2 {
		query.Set(options[i], options[i+1])
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/… on Windows
	}
	uri := url.URL{Scheme: "file", Path: path, RawQuery: query.Encode()}
	return uri.String()
}
