package httpapi

import (
	"encoding/base64"
	"strings"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/linking"
)

// decodeLinked reads one item of a batch (section 10.1). The fault that o then
// has is one of those of decodeSpec, KindInvalid for a link that is no UUID, or
// KindWrongFormat for a photo that is not in Base64 or too large.
func decodeLinked(o object, maxPhotoBytes int64) linking.Identifier {
	item := linking.Identifier{
		Link:      requiredLink(o),
		Spec:      decodeSpec(o),
		Apartment: o.link("apartment_link_id"),
		Photo:     photoIn(o, "face_image", maxPhotoBytes),
	}
	if profiles, ok := o.optionalObject("time_profiles"); ok {
		if links, ok := profiles.links("link_ids"); ok {
			item.Profiles = &links
		}
	}
	additional, _ := o.optionalObject("additional")
	if n, ok := additional.integer("passes_left"); ok {
		left := number(additional, n, "passes_left")
		item.PassesLeft = &left
	}
	return item
}

func requiredLink(o object) domain.LinkID {
	link := o.link("link_id")
	if link == "" {
		o.fail(domain.Missing(o.name("link_id")))
	}
	return link
}

// photoIn returns an optional photo in Base64. Line breaks, missing padding and
// the beginning of a data URL are what encoders make of it.
func photoIn(o object, field string, limit int64) []byte {
	text := o.textOr(field)
	if _, data, ok := strings.Cut(text, ";base64,"); ok && strings.HasPrefix(text, "data:") {
		text = data
	}
	text = strings.Map(withoutSpace, text)
	photo, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(text, "="))
	if err != nil || int64(len(photo)) > limit {
		o.fail(domain.E(domain.KindWrongFormat, "%s is not Base64, or larger than %d bytes", o.name(field), limit))
		return nil
	}
	return photo
}

func withoutSpace(r rune) rune {
	if strings.ContainsRune(" \t\r\n", r) {
		return -1
	}
	return r
}
