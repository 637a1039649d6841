package brokenjpeg

import (
	"bytes"
	"encoding/binary"
	"slices"

	"github.com/vestibule-id/vestibule/internal/portrait"
)

// tables breaks quantisation and Huffman tables.
func (o *output) tables(jpeg []byte) {
	f := split(jpeg)
	quantised := func(instead ...segment) []byte { return f.without(markDQT).before(markSOS, instead...).bytes() }
	coded := func(instead ...segment) []byte { return f.without(markDHT).before(markSOS, instead...).bytes() }
	o.add(quantised(), "no quantisation table")
	o.add(coded(), "no Huffman table")
	for _, step := range []byte{0, 1, 255} {
		steps := bytes.Repeat([]byte{step}, 64)
		o.add(quantised(newSegment(markDQT, slices.Concat([]byte{0}, steps, []byte{1}, steps)...)), "quantisation steps of %d", step)
		wide := slices.Concat([]byte{0x10}, steps, steps, []byte{0x11}, steps, steps)
		o.add(quantised(newSegment(markDQT, wide...)), "wide quantisation steps of %d", step)
	}
	for _, head := range []byte{0x04, 0x0F, 0x20, 0xF0, 0xFF} {
		o.add(quantised(newSegment(markDQT, slices.Concat([]byte{head}, make([]byte, 128))...)), "quantisation table %x", head)
	}
	for _, table := range codes() {
		for _, class := range []byte{0x00, 0x10, 0x01, 0x11, 0x03, 0x04, 0x20, 0xFF} {
			with := newSegment(markDHT, slices.Concat([]byte{class}, table.body)...)
			o.add(f.before(markSOS, with).bytes(), "%s as Huffman table %x", table.name, class)
		}
	}
	for _, table := range codes() {
		body := slices.Concat([]byte{0x00}, table.body, []byte{0x10}, table.body, []byte{0x01}, table.body, []byte{0x11}, table.body)
		o.add(coded(newSegment(markDHT, body...)), "%s as the only Huffman tables", table.name)
	}
}

// code is the body of a Huffman table without its class: 16 numbers of codes by
// length, then their symbols.
type code struct {
	name string
	body []byte
}

func codes() []code {
	counts := func(pairs ...byte) []byte {
		out := make([]byte, 16)
		for i := 0; i < len(pairs); i += 2 {
			out[pairs[i]-1] = pairs[i+1]
		}
		return out
	}
	symbols := func(n int, of func(i int) byte) (out []byte) {
		for i := range n {
			out = append(out, of(i))
		}
		return out
	}
	inOrder := func(i int) byte { return byte(i) }
	return []code{
		{"an empty table", counts()},
		{"one code", slices.Concat(counts(1, 1), []byte{0})},
		{"all codes of one length", slices.Concat(counts(1, 2), []byte{0, 1})},
		{"too many codes of one bit", slices.Concat(counts(1, 3), []byte{0, 1, 2})},
		{"255 codes of one bit", slices.Concat(counts(1, 255), symbols(255, inOrder))},
		{"255 codes of sixteen bits", slices.Concat(counts(16, 255), symbols(255, inOrder))},
		{"256 codes of eight bits, too many", slices.Concat(counts(8, 255, 9, 1), symbols(256, inOrder))},
		{"more than 256 codes", slices.Concat(bytes.Repeat([]byte{255}, 16), symbols(16*255, inOrder))},
		{"fewer symbols than codes", slices.Concat(counts(4, 12), symbols(6, inOrder))},
		{"more symbols than codes", slices.Concat(counts(4, 2), symbols(200, inOrder))},
		{"symbols of sixteen bits", slices.Concat(counts(4, 15), symbols(15, func(int) byte { return 16 }))},
		{"symbols of 255", slices.Concat(counts(4, 15), symbols(15, func(int) byte { return 255 }))},
	}
}

// applications puts in segments of applications: EXIF, Adobe, JFIF, ICC and
// comments.
func (o *output) applications(jpeg []byte) {
	f := split(jpeg)
	put := func(marker byte, body []byte, format string, args ...any) {
		whole := append(file{newSegment(marker, body...)}, f.without(marker)...)
		o.add(whole.bytes(), format, args...)
	}
	for orientation := range 11 {
		o.add(portrait.WithOrientation(jpeg, orientation), "orientation %d", orientation)
	}
	o.add(portrait.WithOrientationBigEndian(jpeg, 0xFFFF), "orientation 65535")
	for _, e := range exifs() {
		put(markAPP1, append([]byte("Exif\x00\x00"), e.body...), "EXIF: %s", e.name)
	}
	for transform := range 5 {
		put(markAPP14, append([]byte("Adobe\x00\x64\x00\x00\x00\x00"), byte(transform)), "Adobe's transform %d", transform)
	}
	put(markAPP14, []byte("Adobe"), "a short Adobe segment")
	put(markAPP14, slices.Concat([]byte("Adobe\x00\x64\x00\x00\x00\x00"), bytes.Repeat([]byte{255}, 60_000)), "a long Adobe segment")
	for _, thumbnail := range []byte{0, 1, 255} {
		put(markAPP0, append([]byte("JFIF\x00\x01\x02\x00\x00\x01\x00\x01"), thumbnail, thumbnail), "JFIF with a thumbnail of %d px that is not there", thumbnail)
	}
	put(markAPP0, []byte("JFIF\x00\x09\x09\xFF\xFF\xFF\xFF\xFF"), "JFIF of a version that there is not")
	put(markAPP0, []byte("JFXX\x00\x10"), "a JFXX thumbnail that is none")
	put(markAPP2, []byte("ICC_PROFILE\x00\x00\x00"), "an ICC profile, part 0 of 0")
	put(markAPP2, []byte("ICC_PROFILE\x00\xFF\x01\x00"), "an ICC profile, part 255 of 1")
	comment := newSegment(markCOM, bytes.Repeat([]byte{'a'}, 0xFFFF-2)...)
	o.add(append(slices.Repeat(file{comment}, 200), f...).bytes(), "200 comments of 64 KiB")
	exif := newSegment(markAPP1, bytes.Repeat([]byte("Exif\x00\x00II*\x00"), 6000)...)
	o.add(append(slices.Repeat(file{exif}, 100), f...).bytes(), "100 EXIF segments of 60 kB")
}

// exif is a TIFF structure.
type exif struct {
	name string
	body []byte
}

func exifs() []exif {
	order := binary.LittleEndian
	tiff := func(offset uint32, entries uint16, directory ...byte) []byte {
		out := []byte("II*\x00")
		out = order.AppendUint32(out, offset)
		out = order.AppendUint16(out, entries)
		return append(out, directory...)
	}
	entry := func(tag, typ uint16, count, value uint32) []byte {
		out := order.AppendUint16(nil, tag)
		out = order.AppendUint16(out, typ)
		out = order.AppendUint32(out, count)
		return order.AppendUint32(out, value)
	}
	const orientation, subdirectory, short, long = 0x0112, 0x8769, 3, 4
	toItself := order.AppendUint32(nil, 8)
	return []exif{
		{"nothing", nil},
		{"half a header", []byte("II*")},
		{"no byte order", []byte("XX*\x00\x08\x00\x00\x00")},
		{"a directory that follows itself", tiff(8, 0, toItself...)},
		{"a directory within itself", tiff(8, 1, append(entry(subdirectory, long, 1, 8), toItself...)...)},
		{"a directory over its own header", tiff(0, 1, entry(orientation, short, 1, 6)...)},
		{"5000 entries", tiff(8, 5000, bytes.Repeat(entry(0x9999, long, 1, 8), 5000)...)},
		{"65535 entries of which one is there", tiff(8, 0xFFFF, entry(orientation, short, 1, 6)...)},
		{"no entries", tiff(8, 0)},
		{"an offset past the end", tiff(1<<16, 1, entry(orientation, short, 1, 6)...)},
		{"the largest offset", tiff(1<<32-1, 1, entry(orientation, short, 1, 6)...)},
		{"an offset at the very end", tiff(22, 1, entry(orientation, short, 1, 6)...)},
		{"an offset one before the end", tiff(21, 1, entry(orientation, short, 1, 6)...)},
		{"four billion orientations", tiff(8, 1, entry(orientation, short, 1<<32-1, 6)...)},
		{"an orientation of a type that there is not", tiff(8, 1, entry(orientation, 0xFFFF, 1, 6)...)},
		{"the largest orientation", tiff(8, 1, entry(orientation, long, 1, 1<<32-1)...)},
	}
}
