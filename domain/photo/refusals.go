package photo

import (
	"fmt"

	"github.com/vestibule-id/vestibule/domain"
)

const (
	adviceSave  = "Save the photo as JPEG and upload it again."
	adviceAgain = "Upload the photo again."
	adviceNew   = "Upload the photo again, or take a new one."
	adviceOther = "Save the photo as an ordinary JPEG and upload it again."
)

// wrongFormat is the error for a file that is no JPEG.
func wrongFormat(f format) error {
	advice := adviceSave
	if f == emptyFile {
		advice = adviceAgain
	}
	return domain.Refuse(domain.KindWrongFormat, domain.Reason{
		Code:     "wrong_format",
		Message:  "The file is " + f.is + ", not a JPEG.",
		Measured: domain.Text(f.name),
		Limit:    domain.Text("JPEG"),
		Advice:   advice,
	})
}

// cutOff is the error for data that ends before the end-of-image marker.
func cutOff() error {
	return domain.Refuse(domain.KindPhotoRefused, domain.Reason{
		Code:    "photo_cut_off",
		Message: "The file ends before the picture does.",
		Advice:  adviceAgain,
	})
}

// damaged is the error for a file that breaks the rules of the format; what
// is half a sentence.
func damaged(what string) error {
	return domain.Refuse(domain.KindPhotoRefused, domain.Reason{
		Code:    "photo_damaged",
		Message: "The file is damaged: " + what + ".",
		Advice:  adviceNew,
	})
}

// unsupported is the error for a valid JPEG of a kind that cameras do not
// write.
func unsupported(coding string) error {
	return domain.Refuse(domain.KindPhotoRefused, domain.Reason{
		Code:     "photo_coding",
		Message:  "The JPEG is of an unusual kind that is not supported (" + coding + ").",
		Measured: domain.Text(coding),
		Limit:    domain.Text("baseline or progressive"),
		Advice:   adviceOther,
	})
}

// unsupportedPrecision is unsupported for a number of bits per sample.
func unsupportedPrecision(bits int) error {
	return domain.Refuse(domain.KindPhotoRefused, domain.Reason{
		Code:     "photo_coding",
		Message:  fmt.Sprintf("The JPEG has %d bits per sample; only %d are supported.", bits, samplePrecision),
		Measured: domain.Number(float64(bits)),
		Limit:    domain.Number(samplePrecision),
		Unit:     "bits",
		Advice:   adviceOther,
	})
}
