package audit

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"github.com/vestibule-id/vestibule/domain"
)

// Hash is a SHA-256.
type Hash [sha256.Size]byte

// String returns the hash in hexadecimal digits, in lower case.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// Head is where a log ends: the number and the hash of its last entry. Whoever
// knows a head can tell later whether everything up to it is still as it was.
type Head struct {
	Seq  int64
	Hash Hash
}

// String returns the head as ParseHead reads it: "42:9f86d081…".
func (h Head) String() string { return fmt.Sprintf("%d:%s", h.Seq, h.Hash) }

// ParseHead reads a head as String writes it. The error is KindInvalid.
func ParseHead(s string) (Head, error) {
	number, digits, _ := strings.Cut(s, ":")
	seq, err := strconv.ParseInt(number, 10, 64)
	hash, err2 := hex.DecodeString(digits)
	if err != nil || err2 != nil || seq < 0 || len(hash) != sha256.Size {
		return Head{}, domain.E(domain.KindInvalid, "%q is no head of an audit log: that is a number, a colon and 64 hexadecimal digits", s)
	}
	return Head{Seq: seq, Hash: Hash(hash)}, nil
}

// Origin returns the head of an installation's empty log: 0 and the SHA-256 of
// "vestibule audit log 1", a line feed and the installation's id.
func Origin(installation string) Head {
	return Head{Hash: sha256.Sum256([]byte("vestibule audit log 1\n" + installation))}
}

// Next returns an entry as the one that follows a head, with its number and its
// hashes.
func Next(last Head, e Entry) Entry {
	e = e.Trimmed()
	e.Seq, e.Previous = last.Seq+1, last.Hash
	e.Hash = e.sum()
	return e
}

// sum returns the SHA-256 of these bytes, one after the other:
//
//   - Previous, 32 bytes
//   - Seq, the milliseconds of At since 1970, and UID, each as 8 bytes, the most
//     significant first
//   - Actor, Action and Detail, each as the number of its bytes in 4 bytes, the
//     most significant first, and then those, in UTF-8
func (e Entry) sum() Hash {
	b := make([]byte, 0, 256)
	b = append(b, e.Previous[:]...)
	for _, n := range []int64{e.Seq, e.At.UnixMilli(), e.UID} {
		b = binary.BigEndian.AppendUint64(b, uint64(n))
	}
	for _, s := range []string{e.Actor, string(e.Action), e.Detail} {
		b = binary.BigEndian.AppendUint32(b, uint32(len(s)))
		b = append(b, s...)
	}
	return sha256.Sum256(b)
}
