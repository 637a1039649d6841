package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

// The texts of the contract, section 7.4, and of the design's table.
const (
	missed       = "Wrong identifier-uid. Missed temporary identifier for adding faceId"
	loadingError = "Loading file error"
	wrongFormat  = "Wrong file format"
	wrongImage   = "Wrong image file"
	noFace       = "Face hasn't been detected on image"
	inProgress   = "Loading file in progress. Wait for result"
	logIn        = "Log In"
	adminOnly    = "Administrator rights required"
)

func TestLogin(t *testing.T) {
	s := serve(t, t.TempDir())
	digest := string(account.DigestOf(adminPassword))
	login := func(query string) answer { return s.call(nobody, "GET", "/api/v1/login?"+query, "") }
	for name, sent := range map[string]string{
		"upper case": digest, "lower case": strings.ToLower(digest), "capitalised": digest[:1] + strings.ToLower(digest[1:]),
	} {
		t.Run(name, func(t *testing.T) {
			a := login("username=admin&password=" + sent)
			var session struct {
				Token       string
				AccountType string `json:"account_type"`
			}
			if err := json.Unmarshal(a.body, &session); err != nil || session.Token == "" || session.AccountType != "admin" {
				t.Fatalf("answer %v", a)
			}
			wantOK(t, s.call(bearer(session.Token), "GET", "/api/v1/logout", ""))
			want(t, s.call(bearer(session.Token), "POST", "/api/v1/logout", ""), http.StatusUnauthorized, logIn)
		})
	}
	want(t, login("username=admin"), http.StatusBadRequest, "Required parameters missed")
	want(t, login("username=admin&password="+string(account.DigestOf("wrong"))), http.StatusBadRequest, "Wrong login or password")
	want(t, login("username=nobody&password="+digest), http.StatusBadRequest, "Wrong login or password")
	if strings.Contains(strings.ToUpper(s.logged()), digest) {
		t.Error("the log holds the password's digest")
	}
}

func TestBasicNeedsNoLogin(t *testing.T) {
	s := serve(t, t.TempDir())
	who := basic("admin", adminPassword)
	wantOK(t, s.upload(who, s.create(who, aFace), drawn(portrait.Options{})))
	want(t, s.call(basic("admin", "wrong"), "POST", "/api/v1/access/identifier", aFace), http.StatusUnauthorized, logIn)
}

func TestUploadIsTakenHoweverClientsSendIt(t *testing.T) {
	s := serve(t, t.TempDir())
	admin := s.login("admin", adminPassword)
	jpeg := drawn(portrait.Options{})
	for _, c := range []struct{ name, part, file, typ string }{
		{"as part file", "file", "photo.jpg", "image/jpeg"},
		{"as part status", "status", "out3.jpg", "image/jpeg"},
		{"without a part content type", "file", "photo.jpg", ""},
		{"as image/jpg", "file", "photo.jpg", "image/jpg"},
		{"with a file name in Ukrainian", "image", "світлина.jpg", "image/jpeg"},
	} {
		t.Run(c.name, func(t *testing.T) {
			uid := s.create(admin, aFace)
			contentType, body := form(c.part, c.file, c.typ, jpeg)
			wantOK(t, s.do(s.request(admin, "POST", facePath(uid), contentType, bytes.NewReader(body))))
			if !bytes.Equal(s.stored(admin, uid), jpeg) {
				t.Error("the stored portrait is not the one uploaded")
			}
		})
	}
}

// refused is one wrong thing of the design's table.
type refused struct {
	name   string
	photo  []byte
	status int
	text   string
	code   string // of the first reason
}

func wrongPhotos(t *testing.T) []refused {
	t.Helper()
	good := drawn(portrait.Options{})
	var notJPEG bytes.Buffer
	if err := png.Encode(&notJPEG, portrait.Draw(portrait.Options{})); err != nil {
		t.Fatal(err)
	}
	photo := func(img image.Image) []byte { return portrait.JPEG(img, 90) }
	return []refused{
		{"a PNG named .jpg", notJPEG.Bytes(), 400, wrongFormat, "wrong_format"},
		{"a text file", []byte("hello, door"), 400, wrongFormat, "wrong_format"},
		{"an empty file", nil, 400, wrongFormat, "wrong_format"},
		{"the first half of a JPEG", good[:len(good)/2], 400, wrongImage, "photo_cut_off"},
		{"a JPEG of 100x100", photo(portrait.Draw(portrait.Options{Width: 100, Height: 100})), 400, wrongImage, "image_too_small"},
		{"a JPEG that declares 30000x30000", portrait.Declaring(30_000, 30_000), 400, wrongImage, "image_too_large"},
		{"a drawn landscape", photo(portrait.Landscape(640, 480, 1)), 400, noFace, "no_face"},
		{"two people side by side", photo(portrait.Draw(portrait.Options{Width: 960, Faces: 2})), 400, wrongImage, "several_faces"},
		{"a progressive JPEG with 5,000 scans", portrait.ManyScans(portrait.Landscape(480, 600, 1), 5_000), 400, wrongImage, "too_many_scans"},
		{"30 MB", make([]byte, 30_000_000), 400, loadingError, "file_too_large"},
	}
}

func TestEachWrongPhotoIsRefusedWithItsText(t *testing.T) {
	s := serve(t, t.TempDir())
	admin := s.login("admin", adminPassword)
	uid := s.create(admin, aFace)
	for _, c := range wrongPhotos(t) {
		t.Run(c.name, func(t *testing.T) {
			a := s.upload(admin, uid, c.photo)
			want(t, a, c.status, c.text)
			var body struct {
				Reason struct{ Code, Message, Advice string }
			}
			if err := json.Unmarshal(a.body, &body); err != nil || body.Reason.Code != c.code {
				t.Errorf("reason %+v, want code %s", body.Reason, c.code)
			}
			if body.Reason.Message == "" || body.Reason.Advice == "" {
				t.Errorf("reason without message or advice: %s", a.body)
			}
		})
	}
	if s.stored(admin, uid) != nil {
		t.Error("a refused photo was stored")
	}
	wantOK(t, s.upload(admin, uid, drawn(portrait.Options{})))
}

func TestAPhotoThatTakesTooLongIsRefused(t *testing.T) {
	s := serve(t, t.TempDir(), "--photo-time", "1ms")
	admin := s.login("admin", adminPassword)
	a := s.upload(admin, s.create(admin, aFace), drawn(portrait.Options{Width: 1000, Height: 1250}))
	want(t, a, http.StatusBadRequest, wrongImage)
	var body struct {
		Reason struct {
			Code, Unit      string
			Measured, Limit float64
		}
	}
	if err := json.Unmarshal(a.body, &body); err != nil {
		t.Fatal(err)
	}
	if r := body.Reason; r.Code != "takes_too_long" || r.Unit != "seconds" || r.Measured < r.Limit || r.Limit != 0.001 {
		t.Errorf("reason %+v", r)
	}
}

func TestEachWrongRequestIsRefusedWithItsText(t *testing.T) {
	data := t.TempDir()
	s := serve(t, data)
	added := runProgram(t, []string{"VESTIBULE_PASSWORD=front desk"}, "account", "add", "desk", "--role", "user", "--data", data)
	if added.code != exitOK {
		t.Fatalf("adding an account: %+v", added)
	}
	admin, user := s.login("admin", adminPassword), s.login("desk", "front desk")
	jpeg := drawn(portrait.Options{})
	uid, card, enrolled := s.create(admin, aFace), s.create(admin, aCard), s.create(admin, aFace)
	wantOK(t, s.upload(admin, enrolled, jpeg))

	want(t, s.upload(nobody, uid, jpeg), http.StatusUnauthorized, logIn)
	want(t, s.upload(bearer("5f0c9d1b77e24a0c8d3b6e19a4f2c7d8b9e0a1c2"), uid, jpeg), http.StatusUnauthorized, logIn)
	want(t, s.upload(user, uid, jpeg), http.StatusForbidden, adminOnly)
	for _, wrong := range []any{0, "abc", 999_999, card, enrolled} {
		want(t, s.upload(admin, wrong, jpeg), http.StatusBadRequest, missed)
	}
	want(t, s.call(admin, "POST", facePath(uid), `{"file": "photo.jpg"}`), http.StatusBadRequest, loadingError)
	contentType, body := form("file", "photo.jpg", "image/jpeg", jpeg)
	cut := s.request(admin, "POST", facePath(uid), contentType, bytes.NewReader(body[:len(body)/2]))
	want(t, s.do(cut), http.StatusBadRequest, loadingError)
	want(t, s.call(admin, "POST", "/api/v1/access/identifier", aCard), http.StatusBadRequest, "Identifier with that type and number already exist")
	if s.stored(admin, uid) != nil {
		t.Error("a refused request stored a photo")
	}
}

func TestOfTwentyUploadsAtOnceOneIsStored(t *testing.T) {
	s := serve(t, t.TempDir())
	admin := s.login("admin", adminPassword)
	uid := s.create(admin, aFace)
	var (
		mu      sync.Mutex
		uploads sync.WaitGroup
		winner  []byte
		count   int
	)
	begin := make(chan struct{})
	for i := range 20 {
		jpeg := drawn(portrait.Options{Seed: uint64(i)})
		uploads.Go(func() {
			<-begin
			a := s.upload(admin, uid, jpeg)
			mu.Lock()
			defer mu.Unlock()
			switch {
			case a.status == http.StatusOK:
				count++
				winner = jpeg
			case a.text() != inProgress && a.text() != missed:
				t.Errorf("unexpected answer %v", a)
			}
		})
	}
	close(begin)
	uploads.Wait()
	if count != 1 {
		t.Fatalf("%d uploads were answered 200, want 1", count)
	}
	if !bytes.Equal(s.stored(admin, uid), winner) {
		t.Error("the stored portrait is not the one that was accepted")
	}
}

func TestReplace(t *testing.T) {
	s := serve(t, t.TempDir())
	admin := s.login("admin", adminPassword)
	uid := s.create(admin, aFace)
	replacing, item := fmt.Sprintf("%d?replace=true", uid), fmt.Sprintf("/api/v1/access/identifier/item/%d", uid)
	before, after := drawn(portrait.Options{Seed: 1}), drawn(portrait.Options{Seed: 2})
	wantOK(t, s.upload(admin, uid, before))
	want(t, s.upload(admin, uid, after), http.StatusBadRequest, missed)
	want(t, s.upload(admin, replacing, portrait.JPEG(portrait.Landscape(640, 480, 1), 90)), http.StatusBadRequest, noFace)
	if !bytes.Equal(s.stored(admin, uid), before) {
		t.Error("a refused replacement took the old face away")
	}
	wantOK(t, s.upload(admin, replacing, after))
	if !bytes.Equal(s.stored(admin, uid), after) {
		t.Error("the new face is not stored")
	}
	wantOK(t, s.call(admin, "DELETE", item, ""))
	want(t, s.call(admin, "GET", item, ""), http.StatusBadRequest, "Wrong Identifier uid")
	if s.stored(admin, uid) != nil {
		t.Error("the face outlived its identifier")
	}
}

func TestHealthAndDeviceSummaryNeedNoLogin(t *testing.T) {
	s := serve(t, t.TempDir(), "--device-name", "Front door")
	for _, path := range []string{"/healthz", "/readyz", "/api/info", "/api/v1/api/info"} {
		wantOK(t, s.call(nobody, "GET", path, ""))
	}
	var info struct {
		APIVersion string `json:"api_version"`
		Name       string `json:"device_name"`
	}
	if err := json.Unmarshal(s.call(nobody, "GET", "/api/info", "").body, &info); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(info.APIVersion, "2.") || info.Name != "Front door" {
		t.Errorf("device summary %+v", info)
	}
}

func TestSignalsStopTheServerCleanly(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			s := serve(t, t.TempDir())
			if code := s.stop(signal); code != exitOK {
				t.Errorf("exit code %d, want %d: %s", code, exitOK, s.logged())
			}
		})
	}
}

func TestFirstAdministratorsPasswordIsMadeAndShownOnce(t *testing.T) {
	data := t.TempDir()
	s := serveWith(t, data, nil)
	_, shown, ok := strings.Cut(s.out.String(), "with the password ")
	if !ok {
		t.Fatalf("no password in %q", s.out.String())
	}
	password, _, _ := strings.Cut(shown, "\n")
	s.login("admin", password)
	if strings.Contains(s.logged(), password) {
		t.Error("the password is in the log")
	}
	s.stop(syscall.SIGTERM)
	again := serveWith(t, data, nil)
	if got, want := again.out.String(), "Vestibule listens on "+again.url+"\n"; got != want {
		t.Errorf("the second start printed %q, want %q", got, want)
	}
	again.login("admin", password)
}
