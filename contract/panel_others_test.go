package contract

import (
	"cmp"
	"encoding/base64"
	"maps"
	"slices"
	"strconv"
)

// The panel's synchronisation, time profiles, apartments, settings and log
// (sections 10 and 12 to 17).

func (f *panel) linkRoutes() map[string]panelHandler {
	const path = "/api/v1/access/identifier/items/link"
	return map[string]panelHandler{"POST " + path: f.sync, "DELETE " + path: f.unlink, "GET " + path: f.links}
}

func (f *panel) sync(r panelRequest) reply {
	items, ok := (node{r.body}).at("list_items").list()
	if !ok {
		return refuse(noValue("list_items"))
	}
	result := []obj{}
	for _, item := range items {
		link := item.at("link_id").text()
		info := f.syncOne(link, item)
		success := info == codeCreated || info == codeUpdated
		result = append(result, obj{"link_id": link, "success": success, "extended_info": info})
	}
	return fine(obj{"result": result})
}

func (f *panel) syncOne(link string, item node) string {
	if image := item.at("face_image").text(); image != "" {
		photo, err := base64.StdEncoding.DecodeString(image)
		if err != nil {
			return codeBadBase64
		}
		if f.judge(photo) != "" {
			return codeNotRecognized
		}
	}
	if profiles, _ := item.at("time_profiles.link_ids").list(); len(profiles) > 0 {
		return codeNoProfile
	}
	b, fault := base(item.value)
	if fault != nil {
		return "wrong"
	}
	uid := f.linked(link)
	if f.taken(b, uid) {
		return codeNumberTaken
	}
	s := &stored{base: b, valid: validOf(item.value.(obj)), link: link, photo: true}
	if uid != 0 {
		f.identifiers[uid] = s
		return codeUpdated
	}
	f.identifiers[f.next()] = s
	return codeCreated
}

// linked returns the uid of a link_id, 0 for none.
func (f *panel) linked(link string) int64 {
	for uid, s := range f.identifiers {
		if s.link == link {
			return uid
		}
	}
	return 0
}

func (f *panel) unlink(r panelRequest) reply {
	links, ok := (node{r.body}).at("link_ids").list()
	if !ok {
		return refuse(noValue("link_ids"))
	}
	result := []obj{}
	for _, n := range links {
		uid := f.linked(n.text())
		one := obj{"link_id": n.text(), "success": uid != 0, "extended_info": codeNotFound}
		if uid != 0 {
			delete(f.identifiers, uid)
			one["extended_info"] = codeDeleted
		}
		result = append(result, one)
	}
	return fine(obj{"result": result})
}

func (f *panel) links(r panelRequest) reply {
	want := r.URL.Query().Get("link_id")
	return fine(paged(r, slices.DeleteFunc(f.items(), func(o obj) bool {
		return o["link_id"] == nil || want != "" && o["link_id"] != want
	}), identifierFields))
}

func (f *panel) profileRoutes() map[string]panelHandler {
	const item = "/api/v1/access/timeprofile/item/{uid}"
	const attach = "/api/v1/access/identifier/item/{uid}/timeprofile/{profile}"
	return map[string]panelHandler{
		"POST /api/v1/access/timeprofile":      f.createProfile,
		"GET /api/v1/access/timeprofile/items": f.listProfiles,
		"GET " + item:                          f.readProfile,
		"PATCH " + item:                        f.changeProfile,
		"DELETE " + item:                       f.removeProfile,
		"POST " + attach:                       f.item(f.attach),
		"DELETE " + attach:                     f.item(f.detach),
	}
}

const textWrongProfile = "Wrong Timeprofile uid"

// profileFault returns what is wrong with a time profile, nil if nothing is.
func profileFault(v any) *reply {
	in, ok := v.(obj)
	if !ok {
		return wrong(textBadBody)
	}
	if _, ok := in["name"].(string); !ok {
		return faulty(in, "name")
	}
	options, _ := in["time_options"].(obj)
	if _, ok := options["is_all_day"].(bool); !ok {
		return faulty(options, "is_all_day")
	}
	return nil
}

func (f *panel) createProfile(r panelRequest) reply {
	if fault := profileFault(r.body); fault != nil {
		return *fault
	}
	uid := f.next()
	f.profiles[uid] = r.body.(obj)
	return fine(obj{"uid": uid})
}

func (f *panel) readProfile(r panelRequest) reply {
	uid := r.uid("uid")
	if f.profiles[uid] == nil {
		return refuse(textWrongProfile)
	}
	var uids []int64
	for identifier, s := range f.identifiers {
		if slices.Contains(s.profiles, uid) {
			uids = append(uids, identifier)
		}
	}
	return fine(with(f.profiles[uid], "identifiers", references(uids)))
}

func (f *panel) changeProfile(r panelRequest) reply {
	if f.profiles[r.uid("uid")] == nil {
		return refuse(textWrongProfile)
	}
	if fault := profileFault(r.body); fault != nil {
		return *fault
	}
	f.profiles[r.uid("uid")] = r.body.(obj)
	return fine(obj{})
}

func (f *panel) removeProfile(r panelRequest) reply {
	if f.profiles[r.uid("uid")] == nil {
		return refuse(textWrongProfile)
	}
	delete(f.profiles, r.uid("uid"))
	return fine(obj{})
}

func (f *panel) listProfiles(r panelRequest) reply {
	var items []obj
	for _, uid := range slices.Sorted(maps.Keys(f.profiles)) {
		items = append(items, with(f.profiles[uid], "timeprofile_uid", uid))
	}
	return fine(paged(r, items, map[string]func(obj) string{"name": func(o obj) string { return o["name"].(string) }}))
}

func (f *panel) attach(r panelRequest, _ int64, s *stored) reply {
	if f.profiles[r.uid("profile")] == nil {
		return refuse(textWrongProfile)
	}
	s.profiles = append(s.profiles, r.uid("profile"))
	return fine(obj{})
}

func (f *panel) detach(r panelRequest, _ int64, s *stored) reply {
	s.profiles = slices.DeleteFunc(s.profiles, func(uid int64) bool { return uid == r.uid("profile") })
	return fine(obj{})
}

func (f *panel) apartmentRoutes() map[string]panelHandler {
	const item = "/api/v1/apartment/item/{uid}"
	return map[string]panelHandler{
		"POST /api/v1/apartment": f.createApartment,
		"GET " + item:            f.readApartment,
		"DELETE " + item:         f.removeApartment,
		"POST /api/v1/apartment/item/{apartment}/identifier/{uid}":   f.bind,
		"POST /api/v1/apartment/item/unbind/identifier/{identifier}": f.unbind,
	}
}

func (f *panel) createApartment(r panelRequest) reply {
	uid := f.next()
	f.apartments[uid] = r.body.(obj)
	return fine(obj{"uid": uid})
}

func (f *panel) readApartment(r panelRequest) reply {
	uid := r.uid("uid")
	if f.apartments[uid] == nil {
		return refuse("Wrong Apartment uid")
	}
	var cards []int64
	for identifier, s := range f.identifiers {
		if s.apartment == uid {
			cards = append(cards, identifier)
		}
	}
	return fine(with(f.apartments[uid], "identifiers", obj{"physicals": obj{"card": references(cards)}}))
}

func (f *panel) removeApartment(r panelRequest) reply {
	delete(f.apartments, r.uid("uid"))
	return fine(obj{})
}

func (f *panel) bind(r panelRequest) reply {
	s := f.identifiers[r.uid("uid")]
	switch {
	case s == nil:
		return refuse(textWrongUID)
	case cmp.Or(s.apartment, r.uid("apartment")) != r.uid("apartment"):
		return refuse(textOtherFlat)
	}
	s.apartment = r.uid("apartment")
	return fine(obj{})
}

func (f *panel) unbind(r panelRequest) reply {
	s := f.identifiers[r.uid("identifier")]
	switch {
	case s == nil:
		return refuse(textWrongUnbind)
	case s.apartment == 0:
		return fine(obj{"error": textUnbound})
	}
	s.apartment = 0
	return fine(obj{})
}

func (f *panel) otherRoutes() map[string]panelHandler {
	const faces, remote = "/api/v1/access/general/facerecognition", "/api/v1/access/general/remote/control/settings"
	return map[string]panelHandler{
		"GET " + faces:                   f.faceSettings,
		"POST " + faces:                  f.setFaceSettings,
		"GET " + remote:                  func(panelRequest) reply { return fine(f.remote) },
		"POST " + remote:                 func(r panelRequest) reply { f.remote = r.body.(obj); return fine(obj{}) },
		"GET /api/v1/device/time":        func(panelRequest) reply { return fine(obj{"time_unix": 1767259941, "timezone": "UTC+01:00"}) },
		"POST /api/v1/access/question":   f.question,
		"GET /api/v1/log/items":          f.listEvents,
		"POST /api/v1/system/data/clear": func(panelRequest) reply { f.events = nil; return fine(obj{}) },
	}
}

func (f *panel) faceSettings(panelRequest) reply {
	return fine(obj{"enable": true, "similarity": "normal", "mode": "software"})
}

func (f *panel) setFaceSettings(r panelRequest) reply {
	if (node{r.body}).at("similarity").text() != "normal" {
		return refuse("Wrong similarity param")
	}
	return fine(obj{})
}

func (f *panel) question(r panelRequest) reply {
	for _, s := range f.identifiers {
		if s.base["identifier_number"] == (node{r.body}).at("identifier_number").text() {
			return fine(obj{"handled": true, "access": obj{"granted": true, "lock_number": 1}})
		}
	}
	return fine(obj{"handled": true, "access": obj{"granted": false}})
}

func (f *panel) listEvents(r panelRequest) reply {
	q := r.URL.Query()
	from, to := millis(q.Get("from"), 0, 0), millis(q.Get("to"), 1<<62, 999)
	items := slices.DeleteFunc(slices.Clone(f.events), func(o obj) bool {
		at := o["timestamp"].(int64)
		return at < from || at > to
	})
	return fine(paged(r, items, map[string]func(obj) string{"category": func(o obj) string { return o["category"].(string) }}))
}

// millis reads a time in seconds or milliseconds. Seconds last until their end.
func millis(text string, otherwise, rest int64) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	switch {
	case err != nil:
		return otherwise
	case n < leastMillis:
		return n*1000 + rest
	}
	return n
}
