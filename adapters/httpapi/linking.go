package httpapi

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/linking"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/internal/reportjson"
)

// resultBody answers a batch: each item has its own result (section 10.1).
type resultBody[Result any] struct {
	Result []Result `json:"result"`
}

// linkResult is what became of one item. The link is null if the item had none.
type linkResult struct {
	LinkID  *domain.LinkID     `json:"link_id"`
	Success bool               `json:"success"`
	Info    linking.Outcome    `json:"extended_info"`
	Reason  *reportjson.Reason `json:"reason,omitempty"` // ours: why a photo was refused
}

// How many items a batch may have, and how many of them a photo: looking at one
// takes a tenth of a second or more, and the answer must be in time.
const (
	maxLinkItems  = 1000
	maxLinkPhotos = 200
)

// withinBatch returns KindInvalid for more items, or more of them with a photo,
// than a batch may have.
func withinBatch(items, photos int) error {
	if items > maxLinkItems || photos > maxLinkPhotos {
		return domain.E(domain.KindInvalid, "%d items, %d with a photo; at most %d and %d are allowed", items, photos, maxLinkItems, maxLinkPhotos)
	}
	return nil
}

// withPhoto reports whether an item may have a photo: not for one that is null
// or empty.
func withPhoto(item object) bool { return len(item.fields["face_image"]) > len(`null`) }

// syncPhotos is how many of the largest photos a batch can hold, as Base64.
const syncPhotos = 2

// putLinked creates or updates identifiers by their links (section 10.1). A
// batch may hold photos, and so takes one of the places for uploads.
func (a *API) putLinked(w http.ResponseWriter, r *http.Request) error {
	limit := maxListBytes + syncPhotos*4*a.config.MaxPhotoBytes/3
	if err := a.uploads.room(time.Now()); err != nil {
		return err
	}
	body := r.Body
	leave, err := a.enter(r, limit)
	if err != nil {
		return err
	}
	defer leave()
	err = putEach(w, r, limit, func(o object) (domain.LinkID, linking.Outcome, func(context.Context) (linking.Result, error)) {
		item := decodeLinked(o, a.config.MaxPhotoBytes)
		return item.Link, linking.WrongIdentifier, func(ctx context.Context) (linking.Result, error) {
			return a.synchroniser.PutIdentifier(ctx, item)
		}
	})
	return gaveWay(body, err)
}

// putLinkedProfiles creates or updates time profiles by their links (section
// 12.4).
func (a *API) putLinkedProfiles(w http.ResponseWriter, r *http.Request) error {
	return putEach(w, r, maxListBytes, func(o object) (domain.LinkID, linking.Outcome, func(context.Context) (linking.Result, error)) {
		item := linking.Profile{Link: requiredLink(o), Spec: decodeProfile(o)}
		return item.Link, linking.WrongTimeProfile, func(ctx context.Context) (linking.Result, error) {
			return a.synchroniser.PutProfile(ctx, item)
		}
	})
}

// putEach does each item of a batch on its own. decode returns an item's link,
// the outcome for one that cannot be read, and what does it.
func putEach(w http.ResponseWriter, r *http.Request, limit int64,
	decode func(object) (domain.LinkID, linking.Outcome, func(context.Context) (linking.Result, error))) error {
	body, err := readObject(w, r, limit)
	if err != nil {
		return err
	}
	items := body.objects("list_items")
	if err := body.fault(); err != nil {
		return err
	}
	if err := withinBatch(len(items), count(items, withPhoto)); err != nil {
		return err
	}
	results := []linkResult{}
	for _, item := range items {
		item = item.alone()
		link, wrong, put := decode(item)
		result, ok := linking.Failed(link, wrong, item.fault())
		if item.fault() == nil {
			result, err = put(r.Context())
		} else if !ok {
			err = item.fault()
		}
		if err != nil {
			return err
		}
		results = append(results, newLinkResult(w, r, result))
	}
	return reply(w, resultBody[linkResult]{results})
}

func newLinkResult(w http.ResponseWriter, r *http.Request, result linking.Result) linkResult {
	body := linkResult{LinkID: nullable(result.Link), Success: result.Outcome.Success(), Info: result.Outcome}
	if reasons := inWords(w, r, result.Reasons); len(reasons) > 0 {
		body.Reason = &reasons[0]
	}
	return body
}

// deleteLinked removes identifiers by their links (section 10.2).
func (a *API) deleteLinked(w http.ResponseWriter, r *http.Request) error {
	return deleteEach(w, r, a.synchroniser.DeleteIdentifier)
}

// deleteLinkedProfiles removes time profiles by their links.
func (a *API) deleteLinkedProfiles(w http.ResponseWriter, r *http.Request) error {
	return deleteEach(w, r, a.synchroniser.DeleteProfile)
}

func deleteEach(w http.ResponseWriter, r *http.Request, remove func(context.Context, domain.LinkID) (linking.Result, error)) error {
	body, err := readObject(w, r, maxListBytes)
	if err != nil {
		return err
	}
	links, ok := body.links("link_ids")
	if !ok {
		body.fail(domain.Missing("link_ids"))
	}
	if err := body.fault(); err != nil {
		return err
	}
	if err := withinBatch(len(links), 0); err != nil {
		return err
	}
	results := []linkResult{}
	for _, link := range links {
		result, err := remove(r.Context(), link)
		if err != nil {
			return err
		}
		results = append(results, newLinkResult(w, r, result))
	}
	return reply(w, resultBody[linkResult]{results})
}

// linkedEntity is an identifier as another system put it (section 10.3). One
// client reads a uid there, which the contract does not have.
type linkedEntity struct {
	SameUID         int64          `json:"uid"`
	ApartmentLinkID *domain.LinkID `json:"apartment_link_id"`
	listedEntity
}

// listLinked returns one page of the identifiers that another system put, or
// the one whose link_id the query names.
func (a *API) listLinked(w http.ResponseWriter, r *http.Request) error {
	asked, err := askLinked(r, identifierList)
	if err != nil {
		return err
	}
	page, total, err := a.identifiers.List(r.Context(), asked.query)
	if err != nil {
		return err
	}
	items := []linkedEntity{}
	for _, e := range page {
		items = append(items, linkedEntity{
			SameUID:         int64(e.UID()),
			ApartmentLinkID: nullable(e.Links().Apartment),
			listedEntity:    listedEntity{UID: int64(e.UID()), entity: newEntity(e)},
		})
	}
	return reply(w, asked.body(total, items))
}

// askLinked reads how a request asks for a list of what has a link.
func askLinked(r *http.Request, l list) (asked, error) {
	a, err := l.byLink().ask(r)
	if err != nil {
		return asked{}, err
	}
	only := listing.Comparison{Field: linkField, Operator: listing.NotEqual, Value: listing.Text("")}
	if text := r.URL.Query().Get("link_id"); text != "" {
		// What is no UUID is nobody's.
		only = listing.Comparison{Field: linkField, Operator: listing.Equal, Value: listing.Text(strings.ToLower(text))}
	}
	a.query.Filter = and(a.query.Filter, only)
	return a, nil
}

// count returns how many items something is true of.
func count[T any](items []T, of func(T) bool) (n int) {
	for _, item := range items {
		if of(item) {
			n++
		}
	}
	return n
}
