package memory

import "github.com/vestibule-id/vestibule/domain"

// links has who has a link. The empty link is nobody's.
type links[U comparable] map[domain.LinkID]U

// claim gives a link to uid. The error is KindLinkTaken if it is another's.
func (l links[U]) claim(tx *transaction, link domain.LinkID, uid U) error {
	if link == "" {
		return nil
	}
	if other, taken := l[link]; taken {
		return domain.E(domain.KindLinkTaken, "%v has that link already", other)
	}
	put(tx, l, link, uid)
	return nil
}

// free takes a link from whoever has it.
func (l links[U]) free(tx *transaction, link domain.LinkID) { remove(tx, l, link) }
