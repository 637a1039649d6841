package httpapi

import (
	"bytes"
	"image/png"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

func TestTheQRImageScansBackToTheNumber(t *testing.T) {
	w := newRealWorld(t)
	for _, number := range []string{
		"0b7c2a54-51d2-4b55-9d0b-0f6f5e1c9a77", "0B7C2A54-51D2-4B55-9D0B-0F6F5E1C9A78", "00000000-0000-0000-0000-000000000000",
	} {
		uid := w.create(createTarget, identifierBody("qr", number, ""))
		rec := w.ask("GET", item(uid)+"/qr?locale=ru", nil)
		wantStatus(t, rec, 200)
		if got := rec.Header().Get("Content-Type"); got != "image/png" {
			t.Errorf("Content-Type %q", got)
		}
		if got := scanned(t, rec.Body.Bytes()); got != number {
			t.Errorf("scanned %q, want %q", got, number)
		}
	}
}

func scanned(t *testing.T, file []byte) string {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	b := picture.Bounds()
	if b.Dx() != b.Dy() || b.Dx()%modulePixels != 0 {
		t.Errorf("the picture is %v, want a square of whole modules", b)
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		t.Fatal(err)
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
	if err != nil {
		t.Fatal(err)
	}
	return result.GetText()
}

func TestOnlyAQRCodeHasAQRImage(t *testing.T) {
	w := newRealWorld(t)
	uid := w.create(createTarget, identifierBody("card", "1", ""))
	w.refused("GET", item(uid)+"/qr", "", "Wrong identifier type")
	w.refused("GET", item(99)+"/qr", "", "Wrong Identifier uid")
}
