package photo_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain/photo"
)

// The upright picture is always
//
//	ab
//	cd
//	ef
//
// and the stored ones follow from where EXIF says that row 0 and column 0
// belong: under 6, row 0 is the right-hand side and column 0 the top, so row 0
// holds the right-hand side from the top down.
func TestToUprightAgreesWithEXIF(t *testing.T) {
	const upright = "ab\ncd\nef"
	tests := []struct {
		name        string
		orientation photo.Orientation
		stored      string
	}{
		{"row 0 is the top, column 0 the left", 1, "ab\ncd\nef"},
		{"row 0 is the top, column 0 the right", 2, "ba\ndc\nfe"},
		{"row 0 is the bottom, column 0 the right", 3, "fe\ndc\nba"},
		{"row 0 is the bottom, column 0 the left", 4, "ef\ncd\nab"},
		{"row 0 is the left, column 0 the top", 5, "ace\nbdf"},
		{"row 0 is the right, column 0 the top", 6, "bdf\nace"},
		{"row 0 is the right, column 0 the bottom", 7, "fdb\neca"},
		{"row 0 is the left, column 0 the bottom", 8, "eca\nfdb"},
		{"0 is no orientation and changes nothing", 0, "ab\ncd\nef"},
		{"9 is no orientation and changes nothing", 9, "ab\ncd\nef"},
		{"a negative number changes nothing", -1, "ab\ncd\nef"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := turned(tt.stored, tt.orientation), upright; got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// turned moves every letter of a stored picture to its upright place.
func turned(stored string, o photo.Orientation) string {
	rows := strings.Split(stored, "\n")
	width, height := len(rows[0]), len(rows)
	uprightWidth, uprightHeight := photo.Header{Width: width, Height: height, Orientation: o}.UprightSize()
	out := make([][]byte, uprightHeight)
	for i := range out {
		out[i] = make([]byte, uprightWidth)
	}
	for y, row := range rows {
		for x := range row {
			ux, uy := o.ToUpright(x, y, width, height)
			out[uy][ux] = row[x]
		}
	}
	lines := make([]string, len(out))
	for i, line := range out {
		lines[i] = string(line)
	}
	return strings.Join(lines, "\n")
}

func TestToStoredIsTheInverseOfToUpright(t *testing.T) {
	sizes := [][2]int{{1, 1}, {1, 5}, {5, 1}, {4, 4}, {7, 3}}
	for o := photo.Orientation(0); o <= 9; o++ {
		for _, size := range sizes {
			width, height := size[0], size[1]
			t.Run(fmt.Sprintf("orientation %d of %dx%d px", o, width, height), func(t *testing.T) {
				checkInverse(t, o, width, height)
			})
		}
	}
}

// checkInverse sends every pixel there and back; all must land inside the
// upright picture, and no two on the same place.
func checkInverse(t *testing.T, o photo.Orientation, width, height int) {
	uprightWidth, uprightHeight := photo.Header{Width: width, Height: height, Orientation: o}.UprightSize()
	taken := map[[2]int]bool{}
	for y := range height {
		for x := range width {
			ux, uy := o.ToUpright(x, y, width, height)
			if ux < 0 || ux >= uprightWidth || uy < 0 || uy >= uprightHeight {
				t.Errorf("%d,%d goes to %d,%d outside %dx%d", x, y, ux, uy, uprightWidth, uprightHeight)
			}
			if taken[[2]int{ux, uy}] {
				t.Errorf("two pixels go to %d,%d", ux, uy)
			}
			taken[[2]int{ux, uy}] = true
			if gotX, gotY := o.ToStored(ux, uy, width, height); gotX != x || gotY != y {
				t.Errorf("%d,%d comes back as %d,%d", x, y, gotX, gotY)
			}
		}
	}
}

func TestOrientationValues(t *testing.T) {
	tests := []struct {
		name         string
		orientation  photo.Orientation
		value        int
		valid, swaps bool
	}{
		{"the zero value", 0, 0, false, false},
		{"Upright", photo.Upright, 1, true, false},
		{"Mirror", photo.Mirror, 2, true, false},
		{"HalfTurn", photo.HalfTurn, 3, true, false},
		{"Flip", photo.Flip, 4, true, false},
		{"Transpose", photo.Transpose, 5, true, true},
		{"TurnRight", photo.TurnRight, 6, true, true},
		{"Transverse", photo.Transverse, 7, true, true},
		{"TurnLeft", photo.TurnLeft, 8, true, true},
		{"one too many", 9, 9, false, false},
		{"a negative number", -1, -1, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := int(tt.orientation), tt.value; got != want {
				t.Errorf("value is %d, want %d", got, want)
			}
			if got, want := tt.orientation.Valid(), tt.valid; got != want {
				t.Errorf("Valid is %t, want %t", got, want)
			}
			if got, want := tt.orientation.Swaps(), tt.swaps; got != want {
				t.Errorf("Swaps is %t, want %t", got, want)
			}
		})
	}
}
