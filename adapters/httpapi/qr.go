package httpapi

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http"

	"github.com/boombuler/barcode/qr"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

// qrImage returns the QR code of an identifier of that type, as a PNG (section
// 6.6). There are no words in it, so the locale does not matter.
func (a *API) qrImage(w http.ResponseWriter, r *http.Request) error {
	uid, err := itemOf(r)
	if err != nil {
		return err
	}
	e, err := a.identifiers.Get(r.Context(), uid)
	if err != nil {
		return err
	}
	if typ := e.Spec().Type; typ != identifier.QR {
		return domain.E(domain.KindNotQR, "identifier %d is a %s", uid, typ)
	}
	picture, err := drawQR(e.Spec().Number)
	if err != nil {
		return err
	}
	write(w, http.StatusOK, "image/png", picture)
	return nil
}

// The look of a QR code, in pixels and modules.
const (
	modulePixels = 10
	quietModules = 4 // ISO/IEC 18004 wants so much white around it
)

// drawQR returns a QR code as a PNG. The level of correction is M: a code on a
// telephone has no dirt on it, and fewer modules are easier to read.
func drawQR(text string) ([]byte, error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return nil, fmt.Errorf("drawing a QR code: %w", err)
	}
	modules := code.Bounds().Dx()
	side := (modules + 2*quietModules) * modulePixels
	picture := image.NewPaletted(image.Rect(0, 0, side, side), color.Palette{color.White, color.Black})
	for y := range side {
		for x := range side {
			at := image.Pt(x/modulePixels-quietModules, y/modulePixels-quietModules)
			if at.In(code.Bounds()) && code.At(at.X, at.Y) == color.Black {
				picture.SetColorIndex(x, y, 1)
			}
		}
	}
	var file bytes.Buffer
	if err := png.Encode(&file, picture); err != nil {
		return nil, fmt.Errorf("drawing a QR code: %w", err)
	}
	return file.Bytes(), nil
}
