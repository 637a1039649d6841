package rules

import (
	"fmt"

	"github.com/vestibule-id/vestibule/domain"
)

// photoLongSide measures the longer side in px; orientation does not matter.
func photoLongSide(s Subject, l Limits) (Measure, *domain.Reason) {
	m := Measure{Code: "photo_long_side", Value: float64(max(s.Header.Width, s.Header.Height)), Limit: float64(l.MinLongSide), Unit: "px"}
	return m, tooSmall(s, m, "longer")
}

// photoShortSide measures the shorter side in px; orientation does not matter.
func photoShortSide(s Subject, l Limits) (Measure, *domain.Reason) {
	m := Measure{Code: "photo_short_side", Value: float64(min(s.Header.Width, s.Header.Height)), Limit: float64(l.MinShortSide), Unit: "px"}
	return m, tooSmall(s, m, "shorter")
}

func tooSmall(s Subject, m Measure, side string) *domain.Reason {
	if m.Value >= m.Limit {
		return nil
	}
	return broken(m, "image_too_small",
		fmt.Sprintf("The photo is %dx%d px; its %s side must be at least %.0f px.", s.Header.Width, s.Header.Height, side, m.Limit),
		"Take the photo at a higher resolution.")
}

// photoSide measures the longer side against the largest allowed, in px.
func photoSide(s Subject, l Limits) (Measure, *domain.Reason) {
	m := Measure{Code: "photo_side", Value: float64(max(s.Header.Width, s.Header.Height)), Limit: float64(l.MaxSide), Unit: "px"}
	if m.Value <= m.Limit {
		return m, nil
	}
	return m, broken(m, "image_too_large",
		fmt.Sprintf("The photo is %dx%d px; no side may be longer than %d.", s.Header.Width, s.Header.Height, l.MaxSide),
		"Make the photo smaller before you upload it.")
}

// photoArea measures the millions of pixels.
func photoArea(s Subject, l Limits) (Measure, *domain.Reason) {
	m := Measure{Code: "photo_area", Value: s.Header.Megapixels(), Limit: l.MaxMegapixels, Unit: "megapixels"}
	if m.Value <= m.Limit {
		return m, nil
	}
	return m, broken(m, "image_too_large",
		fmt.Sprintf("The photo has %v megapixels; at most %v are allowed.", m.Value, m.Limit),
		"Make the photo smaller before you upload it.")
}
