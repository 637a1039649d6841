package brokenjpeg

import (
	"encoding/binary"
	"image"
	"slices"

	"github.com/vestibule-id/vestibule/internal/portrait"
)

// frames makes the frame header say other things. Its body has precision (1
// byte), height (2), width (2), number of components (1), and for each its name,
// sampling and quantisation table.
func (o *output) frames(jpeg []byte) {
	f := split(jpeg)
	at := f.frame()
	frame := f[at]
	add := func(s segment, format string, args ...any) { o.add(f.with(at, s).bytes(), format, args...) }
	for marker := byte(markSOF0); marker <= markSOF15; marker++ {
		s := frame
		s.marker = marker
		add(s, "frame of the coding %x", marker)
	}
	for _, size := range []image.Point{
		{0xFFFF, 0xFFFF}, {0xFFFF, 1}, {1, 0xFFFF}, {1, 1}, {0, 48}, {40, 0}, {0, 0}, {12000, 4000}, {12001, 1}, {7000, 7000}, {41, 49}, {39, 47}, {8, 8},
	} {
		add(frame.set(1, byte(size.Y>>8), byte(size.Y), byte(size.X>>8), byte(size.X)), "%dx%d px", size.X, size.Y)
	}
	for _, bits := range []byte{0, 1, 7, 9, 12, 16, 255} {
		add(frame.set(0, bits), "%d bits", bits)
	}
	for _, n := range []byte{0, 1, 2, 3, 4, 5, 10, 255} {
		add(frame.set(5, n), "%d components by name", n)
		body := slices.Clone(frame.body[:6])
		body[5] = n
		for id := range n {
			body = append(body, id+1, 0x11, 0)
		}
		add(frame.bodied(body...), "%d components", n)
	}
	for c := 6; c < len(frame.body); c += 3 {
		for _, sampling := range []byte{0x00, 0x01, 0x10, 0x12, 0x13, 0x14, 0x21, 0x22, 0x23, 0x31, 0x33, 0x41, 0x42, 0x44, 0x15, 0x51, 0x55, 0xF1, 0xFF} {
			add(frame.set(c+1, sampling), "sampling %x of the component at %d", sampling, c)
		}
		for _, table := range []byte{1, 2, 3, 4, 255} {
			add(frame.set(c+2, table), "quantisation table %d of the component at %d", table, c)
		}
		for _, name := range []byte{0, 1, 2, 3, 'R', 255} {
			add(frame.set(c, name), "the component at %d named %d", c, name)
		}
	}
	all := frame
	for c := 6; c < len(frame.body); c += 3 {
		all = all.set(c+1, 0x44)
	}
	add(all, "all sampled four by four")
}

// scans makes the first scan's header say other things: number of components,
// name and tables of each, first and last coefficient, bits.
func (o *output) scans(jpeg []byte) {
	f := split(jpeg)
	at := f.first(markSOS)
	scan := f[at]
	add := func(s segment, format string, args ...any) { o.add(f.with(at, s).bytes(), format, args...) }
	for _, n := range []byte{0, 1, 2, 3, 4, 5, 255} {
		add(scan.set(0, n), "a scan of %d components by name", n)
	}
	for c := 1; c+3 < len(scan.body); c += 2 {
		for _, name := range []byte{0, 1, 2, 3, 4, 255} {
			add(scan.set(c, name), "a scan of component %d at %d", name, c)
		}
		for _, tables := range []byte{0x01, 0x10, 0x11, 0x22, 0x33, 0x44, 0xFF} {
			add(scan.set(c+1, tables), "a scan with tables %x at %d", tables, c)
		}
	}
	last := len(scan.body) - 3
	for _, s := range [][3]byte{
		{0, 0, 0}, {0, 63, 0}, {1, 63, 0}, {63, 1, 0}, {0, 64, 0}, {64, 64, 0}, {255, 255, 255}, {0, 0, 0x01}, {0, 0, 0x0D}, {0, 0, 0x0E}, {0, 0, 0x10}, {1, 1, 0xFF}, {5, 5, 0x21},
	} {
		add(scan.set(last, s[:]...), "a scan of %d to %d, bits %x", s[0], s[1], s[2])
	}
	empty := scan
	empty.data = nil
	add(empty, "a scan without data")
	short := scan
	short.data = scan.data[:len(scan.data)/2]
	o.add(f.with(at, short, scan).bytes(), "a scan that breaks off and begins anew")
	for _, b := range []byte{0x00, 0x55, 0xAA, 0xFE} {
		noise := scan
		noise.data = slices.Repeat([]byte{b}, 2*len(scan.data))
		add(noise, "a scan of nothing but %x", b)
	}
	zeros := scan
	zeros.data = make([]byte, 1<<20)
	add(zeros, "a scan of a megabyte")
	if o.base == "progressive" {
		small := portrait.Draw(portrait.Options{Width: 40, Height: 48})
		for _, n := range []int{1, 99, 100, 101, 3000} {
			o.add(portrait.ManyScans(small, n), "%d scans", n)
		}
		o.add(portrait.ManyScans(image.NewGray(image.Rect(0, 0, 2000, 1500)), 100), "100 scans of a large photo")
	}
}

// restarts puts in restart intervals and restart markers.
func (o *output) restarts(jpeg []byte) {
	f := split(jpeg)
	at := f.first(markSOS)
	for _, interval := range []uint16{0, 1, 2, 7, 0xFFFF} {
		o.add(f.before(markSOS, newSegment(markDRI, binary.BigEndian.AppendUint16(nil, interval)...)).bytes(), "a restart interval of %d without restarts", interval)
	}
	o.add(f.before(markSOS, newSegment(markDRI, 0)).bytes(), "a restart interval of one byte")
	o.add(f.before(markSOS, newSegment(markDRI, 0, 0, 0, 1)).bytes(), "a restart interval of four bytes")
	for step := 1; step <= 256; step *= 4 {
		for _, order := range []int{0, 1, 3} {
			scan := f[at]
			scan.data = restarted(scan.data, step, order)
			o.add(f.with(at, scan).bytes(), "restart markers after each %d bytes, %d apart", step, order)
			o.add(f.with(at, newSegment(markDRI, 0, 1), scan).bytes(), "restart markers after each %d bytes, %d apart, and an interval", step, order)
		}
	}
}

// restarted puts restart markers into the data of a scan.
func restarted(data []byte, step, apart int) (out []byte) {
	n := 0
	for i := 0; i < len(data); i += step {
		out = append(out, data[i:min(i+step, len(data))]...)
		out = append(out, 0xFF, markRST0+byte(n%8))
		n += apart
	}
	return out
}
