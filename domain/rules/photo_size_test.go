package rules

import (
	"fmt"
	"testing"
)

// size is how a message says the photo's size.
func size(s Subject) string { return fmt.Sprintf("%dx%d px", s.Header.Width, s.Header.Height) }

func TestPhotoLongSide(t *testing.T) {
	limit := good.MinLongSide
	short := good.MinShortSide
	says := func(s Subject) []string {
		return []string{size(s), fmt.Sprintf("longer side must be at least %d px", limit)}
	}
	testRule(t, photoLongSide, Measure{Code: "photo_long_side", Limit: float64(limit), Unit: "px"}, says, []ruleTest{
		// Landscape.
		{"a photo exactly as wide as the limit is accepted", sized(limit, short), float64(limit), ""},
		{"a photo one pixel narrower is refused", sized(limit-1, short), float64(limit - 1), "image_too_small"},
		{"a photo one pixel wider is accepted", sized(limit+1, short), float64(limit + 1), ""},

		// Portrait.
		{"a photo exactly as high as the limit is accepted", sized(short, limit), float64(limit), ""},
		{"a photo one pixel less high is refused", sized(short, limit-1), float64(limit - 1), "image_too_small"},
		{"a photo one pixel higher is accepted", sized(short, limit+1), float64(limit + 1), ""},

		// The other side does not matter here.
		{"the short side is another rule's", sized(limit, 1), float64(limit), ""},
		{"a square as large as the limit is accepted", sized(limit, limit), float64(limit), ""},
		{"a square one pixel smaller is refused", sized(limit-1, limit-1), float64(limit - 1), "image_too_small"},
	})
}

func TestPhotoShortSide(t *testing.T) {
	limit := good.MinShortSide
	long := good.MinLongSide
	says := func(s Subject) []string {
		return []string{size(s), fmt.Sprintf("shorter side must be at least %d px", limit)}
	}
	testRule(t, photoShortSide, Measure{Code: "photo_short_side", Limit: float64(limit), Unit: "px"}, says, []ruleTest{
		// Landscape.
		{"a photo exactly as high as the limit is accepted", sized(long, limit), float64(limit), ""},
		{"a photo one pixel less high is refused", sized(long, limit-1), float64(limit - 1), "image_too_small"},
		{"a photo one pixel higher is accepted", sized(long, limit+1), float64(limit + 1), ""},

		// Portrait.
		{"a photo exactly as wide as the limit is accepted", sized(limit, long), float64(limit), ""},
		{"a photo one pixel narrower is refused", sized(limit-1, long), float64(limit - 1), "image_too_small"},
		{"a photo one pixel wider is accepted", sized(limit+1, long), float64(limit + 1), ""},

		// The other side does not matter here.
		{"a very long strip is still too low", sized(good.MaxSide, limit-1), float64(limit - 1), "image_too_small"},
		{"the long side is another rule's", sized(limit, limit), float64(limit), ""},
	})
}

func TestPhotoSide(t *testing.T) {
	limit := good.MaxSide
	other := good.MinShortSide
	says := func(s Subject) []string { return []string{size(s), fmt.Sprint(limit)} }
	testRule(t, photoSide, Measure{Code: "photo_side", Limit: float64(limit), Unit: "px"}, says, []ruleTest{
		// Landscape.
		{"a photo exactly as wide as the limit is accepted", sized(limit, other), float64(limit), ""},
		{"a photo one pixel wider is refused", sized(limit+1, other), float64(limit + 1), "image_too_large"},
		{"a photo one pixel narrower is accepted", sized(limit-1, other), float64(limit - 1), ""},

		// Portrait.
		{"a photo exactly as high as the limit is accepted", sized(other, limit), float64(limit), ""},
		{"a photo one pixel higher is refused", sized(other, limit+1), float64(limit + 1), "image_too_large"},
		{"a photo one pixel less high is accepted", sized(other, limit-1), float64(limit - 1), ""},

		// Both.
		{"both sides at the limit: the area is another rule's", sized(limit, limit), float64(limit), ""},
		{"the largest JPEG is refused", sized(65_535, 65_535), 65_535, "image_too_large"},
	})
}

func TestPhotoArea(t *testing.T) {
	const width = 10_000 // px
	height := int(good.MaxMegapixels * 1e6 / width)
	if got, want := width*height, int(good.MaxMegapixels*1e6); got != want {
		t.Fatalf("%d rows of %d px are %d px, not the limit of %d px", height, width, got, want)
	}
	const row = width / 1e6 // megapixels
	says := func(s Subject) []string {
		return []string{fmt.Sprintf("has %v megapixels", s.Header.Megapixels()), fmt.Sprintf("at most %v are", good.MaxMegapixels)}
	}
	testRule(t, photoArea, Measure{Code: "photo_area", Limit: good.MaxMegapixels, Unit: "megapixels"}, says, []ruleTest{
		// Landscape.
		{"a photo exactly as large as the limit is accepted", sized(width, height), good.MaxMegapixels, ""},
		{"a photo one row larger is refused", sized(width, height+1), good.MaxMegapixels + row, "image_too_large"},
		{"a photo one row smaller is accepted", sized(width, height-1), good.MaxMegapixels - row, ""},

		// Portrait.
		{"a photo exactly as large as the limit is accepted upright", sized(height, width), good.MaxMegapixels, ""},
		{"a photo one column larger is refused upright", sized(height+1, width), good.MaxMegapixels + row, "image_too_large"},
		{"a photo one column smaller is accepted upright", sized(height-1, width), good.MaxMegapixels - row, ""},

		// Small, and as large as a JPEG can be.
		{"a small photo is accepted", sized(good.MinLongSide, good.MinShortSide), 0.0768, ""},
		{"the largest JPEG is refused", sized(65_535, 65_535), 4294.836225, "image_too_large"},
	})
}
