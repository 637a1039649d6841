package domain

import (
	"regexp"
	"strings"
)

// LinkID is the UUID by which another system, such as a management server,
// addresses an entity of ours (section 10), in lower case. The empty LinkID is
// none.
type LinkID string

var uuid = regexp.MustCompile(`^[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$`)

// IsUUID reports whether s is a UUID in its usual form, of any version and in
// any case.
func IsUUID(s string) bool { return uuid.MatchString(s) }

// ParseLinkID returns the LinkID that a client sent, in any case: two that
// differ in case only are the same (RFC 9562, 4). The error is KindInvalid if
// it is no UUID.
func ParseLinkID(s string) (LinkID, error) {
	if !IsUUID(s) {
		return "", E(KindInvalid, "a link_id is not a UUID")
	}
	return LinkID(strings.ToLower(s)), nil
}
