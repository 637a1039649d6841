// Package contract tries whether a server speaks the identifier API of BAS-IP
// Android door panels as software written for real panels needs it. It plays
// the requests of such software over HTTP, one named case after another, and
// reports which hold. The server may be a panel, Vestibule, or anybody else's.
//
//	report := contract.Run(ctx, contract.Target{URL: "http://192.0.2.7", User: "admin", Password: "123456"})
//	report.WriteTable(os.Stdout)
//
// Sections are those of the API's contract; section 20 lists what a server must
// tolerate. Where the contract calls something inferred or leaves it open, a
// case accepts every answer that the contract allows. What a server may lack is
// skipped with the reason, not failed.
//
// A run leaves the server as it found it, but for its log: each case takes away
// what it created, also after a failure, and nothing else; settings are written
// back as they were read. Names begin with "contract kit" and numbers are random.
// One login with a wrong password and one request with a wrong HTTP Basic
// password are made; a server that locks an account after so few is not to be
// tried.
//
// "go test ./contract -url http://192.0.2.7 -password 123456 -v" does the same
// from a checkout and prints the table.
//
// The package needs the standard library alone.
package contract
