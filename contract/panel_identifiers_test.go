package contract

import (
	"bytes"
	"cmp"
	"image/png"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// The panel's identifiers (sections 5 to 9 and 11).

func (f *panel) identifierRoutes() map[string]panelHandler {
	const item = "/api/v1/access/identifier/item/{uid}"
	const oldItem = "/api/v0/access/identifiers/item/{uid}"
	return map[string]panelHandler{
		"POST /api/v1/access/identifier": f.create,
		"GET " + item:                    f.item(f.read),
		"PATCH " + item:                  f.item(f.change),
		"DELETE " + item:                 f.item(f.remove),
		"POST " + item + "/passes/reset": f.item(f.reset),
		"GET " + item + "/qr":            f.item(f.qr),

		"POST /api/v1/access/identifier/item/face/file/{uid}": f.upload,

		"GET /api/v1/access/identifier/items":    f.list,
		"DELETE /api/v1/access/identifier/items": f.removeSome,
		"DELETE /api/v1/access/identifiers":      f.removeByNumber,

		"POST /api/v0/access/identifiers/item":      f.create,
		"GET " + oldItem:                            f.item(f.read),
		"PATCH " + oldItem:                          f.item(f.change),
		"DELETE " + oldItem:                         f.item(f.remove),
		"GET /api/v0/access/identifiers/items/list": f.list,
	}
}

// item finds the identifier of a path.
func (f *panel) item(h func(panelRequest, int64, *stored) reply) panelHandler {
	return func(r panelRequest) reply {
		uid := r.uid("uid")
		s := f.identifiers[uid]
		if s == nil {
			return refuse(textWrongUID)
		}
		return h(r, uid, s)
	}
}

// base returns the four required fields of a body, or why it has none.
func base(v any) (obj, *reply) {
	in, ok := v.(obj)
	if !ok {
		return nil, wrong(textBadBody)
	}
	owner, ok := in["identifier_owner"].(obj)
	if !ok {
		return nil, faulty(in, "identifier_owner")
	}
	for _, name := range []string{"name", "type"} {
		if _, ok := owner[name].(string); !ok {
			return nil, faulty(owner, name)
		}
	}
	for _, name := range []string{"identifier_type", "lock"} {
		if _, ok := in[name].(string); !ok {
			return nil, faulty(in, name)
		}
	}
	if _, ok := in["identifier_number"].(string); !ok && in["identifier_type"] != "face_id" {
		return nil, faulty(in, "identifier_number")
	}
	found := obj{"identifier_owner": owner}
	for _, name := range []string{"identifier_type", "identifier_number", "lock"} {
		found[name] = in[name]
	}
	if found["identifier_type"] == "face_id" {
		found["identifier_number"] = ""
	}
	return found, nil
}

func wrong(text string) *reply { r := refuse(text); return &r }

// faulty says what is wrong with a field.
func faulty(in obj, name string) *reply {
	if in[name] == nil {
		return wrong(noValue(name))
	}
	return wrong(wrongType(name))
}

func (f *panel) taken(b obj, but int64) bool {
	for uid, s := range f.identifiers {
		same := s.base["identifier_type"] == b["identifier_type"] && s.base["identifier_number"] == b["identifier_number"]
		if uid != but && same && b["identifier_type"] != "face_id" {
			return true
		}
	}
	return false
}

func (f *panel) create(r panelRequest) reply {
	b, fault := base(r.body)
	if fault != nil {
		return *fault
	}
	if f.taken(b, 0) {
		return refuse(textDuplicate)
	}
	uid := f.next()
	f.identifiers[uid] = &stored{base: b, valid: validOf(r.body.(obj))}
	return fine(obj{"uid": uid})
}

// validOf takes limits where they are, and no limits where there are none.
func validOf(in obj) obj {
	valid := permanent()
	given, _ := in["valid"].(obj)
	for _, name := range []string{"time", "passes"} {
		if inner, ok := given[name].(obj); ok && inner["is_permanent"] == false {
			valid[name] = inner
		}
	}
	return valid
}

func (f *panel) entity(s *stored) obj {
	e := maps.Clone(s.base)
	e["valid"], e["link_id"] = s.valid, s.link
	e["apartment"] = obj{"uid": cmp.Or(s.apartment, -1), "link_id": nil}
	e["time_profiles"] = references(s.profiles)
	left := node{s.valid}.at("passes.max_passes")
	if left.value == nil {
		left.value = -1
	}
	e["additional"] = obj{"passes_left": left.value}
	return e
}

func references(uids []int64) obj {
	return obj{"uid_items": append([]int64{}, uids...), "link_ids": []string{}, "count": len(uids)}
}

func (f *panel) read(_ panelRequest, _ int64, s *stored) reply { return fine(f.entity(s)) }

func (f *panel) change(r panelRequest, uid int64, s *stored) reply {
	in := r.body
	if wrapped, ok := in.(obj); ok && wrapped["base"] != nil {
		in = wrapped["base"]
	}
	b, fault := base(in)
	if fault != nil {
		return *fault
	}
	if f.taken(b, uid) {
		return refuse(textDuplicate)
	}
	s.base = b
	if in.(obj)["valid"] != nil {
		s.valid = validOf(in.(obj))
	}
	return fine(obj{})
}

func (f *panel) remove(_ panelRequest, uid int64, _ *stored) reply {
	delete(f.identifiers, uid)
	return fine(obj{})
}

func (f *panel) reset(panelRequest, int64, *stored) reply { return fine(obj{}) }

func (f *panel) qr(_ panelRequest, _ int64, s *stored) reply {
	if s.base["identifier_type"] != "qr" {
		return refuse("Wrong identifier type")
	}
	return fine(landscapePNG())
}

// upload takes the first part that has a file name.
func (f *panel) upload(r panelRequest) reply {
	s := f.identifiers[r.uid("uid")]
	if s == nil || s.base["identifier_type"] != "face_id" || s.photo {
		return refuse(textNotTemporary)
	}
	r.Body = http.NoBody
	_, rest, found := strings.Cut(string(r.raw), "filename")
	if !found {
		return refuse(textLoading)
	}
	_, photo, _ := strings.Cut(rest, "\r\n\r\n")
	photo, _, _ = strings.Cut(photo, "\r\n------contract-kit")
	if text := f.judge([]byte(photo)); text != "" {
		return refuse(text)
	}
	s.photo = true
	return fine(obj{})
}

// judge returns what is wrong with a photo.
func (f *panel) judge(photo []byte) string {
	if _, err := png.DecodeConfig(bytes.NewReader(photo)); err == nil {
		return textWrongFormat
	}
	switch {
	case !bytes.HasPrefix(photo, []byte{0xff, 0xd8}):
		return textWrongImage
	case !bytes.Equal(photo, f.portrait):
		return textNoFace
	}
	return ""
}

func (f *panel) removeSome(r panelRequest) reply {
	in, ok := r.body.(obj)
	if !ok {
		return refuse(textBadBody)
	}
	uids, ok := node{in["uid_items"]}.list()
	if !ok {
		return *faulty(in, "uid_items")
	}
	for _, n := range uids {
		uid, _ := n.integer()
		delete(f.identifiers, uid)
	}
	return fine(obj{})
}

func (f *panel) removeByNumber(r panelRequest) reply {
	q := r.URL.Query()
	if !q.Has("type") {
		return refuse(textBadBody)
	}
	numbers := []string{q.Get("number")}
	if list, ok := (node{r.body}).at("list_items").list(); ok {
		numbers = nil
		for _, n := range list {
			numbers = append(numbers, n.at("identifier_number").text())
		}
	}
	var result []obj
	for _, number := range numbers {
		one := obj{"identifier_type": q.Get("type"), "identifier_number": number, "success": false, "extended_info": codeNotFound}
		for uid, s := range f.identifiers {
			if s.base["identifier_number"] == number && s.base["identifier_type"] == q.Get("type") {
				delete(f.identifiers, uid)
				one["success"], one["extended_info"] = true, codeDeleted
			}
		}
		result = append(result, one)
	}
	return fine(obj{"result": result})
}

func (f *panel) list(r panelRequest) reply { return fine(paged(r, f.items(), identifierFields)) }

// identifierFields are what a list of identifiers is filtered by.
var identifierFields = map[string]func(obj) string{
	"name":              func(o obj) string { return o["identifier_owner"].(obj)["name"].(string) },
	"identifier_number": func(o obj) string { return o["identifier_number"].(string) },
}

func (f *panel) items() []obj {
	var items []obj
	for _, uid := range slices.Sorted(maps.Keys(f.identifiers)) {
		s := f.identifiers[uid]
		item := f.entity(s)
		item["identifier_uid"], item["uid"] = uid, uid
		items = append(items, item)
	}
	return items
}

// paged filters, sorts and pages, by the rules that all lists have in common.
func paged(r panelRequest, items []obj, fields map[string]func(obj) string) obj {
	q := r.URL.Query()
	field, value := q.Get("filter_field"), q.Get("filter_value")
	if _, rest, ok := strings.Cut(q.Get("filter"), "identifier_number eq '"); ok {
		field, value = "identifier_number", strings.TrimSuffix(rest, "'")
	}
	if _, rest, ok := strings.Cut(q.Get("filter"), `"filter_value":"`); ok {
		field, value = "identifier_number", strings.TrimSuffix(rest, `"}`)
	}
	if of := fields[field]; of != nil {
		items = slices.DeleteFunc(items, func(o obj) bool { return of(o) != value })
	}
	if q.Get("sort_type") == "desc" {
		slices.Reverse(items)
	}
	return page(q.Get("limit"), q.Get("page_number"), items)
}

func page(limitText, numberText string, items []obj) obj {
	limit, number := 10, 1
	if n, err := strconv.Atoi(limitText); err == nil {
		limit = min(max(n, 1), 100)
	}
	if n, err := strconv.Atoi(numberText); err == nil {
		number = max(n, 1)
	}
	from := min((number-1)*limit, len(items))
	return obj{
		"list_items": append([]obj{}, items[from:min(from+limit, len(items))]...),
		"list_option": obj{
			"pagination": obj{
				"total_items": len(items), "items_limit": limit,
				"total_pages": (len(items) + limit - 1) / limit, "current_page": number,
			},
			"sort": obj{"field": "identifier_uid", "asc": true},
		},
	}
}
