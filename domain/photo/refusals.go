package photo

import (
	"fmt"

	"github.com/vestibule-id/vestibule/domain"
)

// wrongFormat is the error for a file that is no JPEG; found names what it is.
func wrongFormat(found string) error {
	return domain.Refuse(domain.KindWrongFormat, domain.Reason{
		Code:     "wrong_format",
		Measured: domain.Text(found),
		Limit:    domain.Text("JPEG"),
	})
}

// cutOff is the error for data that ends before the end-of-image marker.
func cutOff() error {
	return domain.Refuse(domain.KindPhotoRefused, domain.Reason{Code: "photo_cut_off"})
}

// damaged is the error for a file that breaks the rules of the format. what is
// half a sentence, for the log: it means nothing to the person with the camera.
func damaged(what string) error {
	e := domain.Refuse(domain.KindPhotoRefused, domain.Reason{Code: "photo_damaged"})
	e.Message = what
	return e
}

// unsupported is the error for a valid JPEG of a kind that cameras do not
// write.
func unsupported(coding string) error {
	return domain.Refuse(domain.KindPhotoRefused, domain.Reason{
		Code:     "photo_coding",
		Measured: domain.Text(coding),
		Limit:    domain.Text("baseline or progressive, 8 bits"),
	})
}

// unsupportedPrecision is unsupported for a number of bits per sample.
func unsupportedPrecision(bits int) error {
	return unsupported(fmt.Sprintf("%d bits per sample", bits))
}
