package portrait

import (
	"encoding/binary"
	"math"
)

// quantum is the step of every coefficient: fine enough for colours to come
// back within a few levels.
const quantum = 3

// zigzag lists the places of an 8x8 block from low to high frequency.
var zigzag = func() (out [64]int) {
	i := 0
	for sum := range 15 {
		for k := max(0, sum-7); k <= min(sum, 7); k++ {
			row, col := k, sum-k
			if sum%2 == 0 {
				row, col = col, row
			}
			out[i] = 8*row + col
			i++
		}
	}
	return out
}()

// cosines[u][x] is the weight of sample x in frequency u.
var cosines = func() (out [8][8]float64) {
	for u := range 8 {
		for x := range 8 {
			out[u][x] = 0.5 * math.Cos(float64((2*x+1)*u)*math.Pi/16)
			if u == 0 {
				out[u][x] /= math.Sqrt2
			}
		}
	}
	return out
}()

// plane is one colour component, a byte a pixel.
type plane struct {
	w, h int // px
	pix  []uint8
}

// newPlane returns an empty plane.
func newPlane(w, h int) plane {
	return plane{w: w, h: h, pix: make([]uint8, w*h)}
}

// blockGrid returns how many 8x8 blocks lie side by side and above each
// other.
func (p plane) blockGrid() (across, down int) {
	return (p.w + 7) / 8, (p.h + 7) / 8
}

// coefficients returns one block transformed, quantised and in zigzag order;
// beyond the edge the last pixel goes on.
func (p plane) coefficients(bx, by int) [64]int {
	var rows, out [8][8]float64
	for y := range 8 {
		line := p.pix[min(8*by+y, p.h-1)*p.w:]
		for x := range 8 {
			v := float64(line[min(8*bx+x, p.w-1)]) - 128
			for u := range 8 {
				rows[y][u] += v * cosines[u][x]
			}
		}
	}
	for v := range 8 {
		for y := range 8 {
			for u := range 8 {
				out[v][u] += rows[y][u] * cosines[v][y]
			}
		}
	}
	var scan [64]int
	for i, at := range zigzag {
		scan[i] = int(math.Round(out[at/8][at%8] / quantum))
	}
	return scan
}

// appendTables appends quantisation and Huffman tables.
func appendTables(out []byte) []byte {
	quant := make([]byte, 65)
	for i := range 64 {
		quant[1+i] = quantum
	}
	out = appendSegment(out, markDQT, quant)
	return appendSegment(out, markDHT, huffmanTables())
}

// appendFrame appends a frame header: n components of w x h px, none of them
// subsampled, numbered from 1.
func appendFrame(out []byte, marker byte, w, h, n int) []byte {
	body := []byte{8} // bits a sample
	body = binary.BigEndian.AppendUint16(body, uint16(h))
	body = binary.BigEndian.AppendUint16(body, uint16(w))
	body = append(body, byte(n))
	for id := 1; id <= n; id++ {
		body = append(body, byte(id), 0x11, 0)
	}
	return appendSegment(out, marker, body)
}

// scan is the header of a scan: which components, which coefficients, and
// which of their bits.
type scan struct {
	first, count int // components, from 1
	from, to     int // coefficients in zigzag order
	high, low    int // bit known so far and bit sent now; 0 and 0 sends all
}

// appendScan appends the header of a scan.
func appendScan(out []byte, s scan) []byte {
	body := []byte{byte(s.count)}
	for i := range s.count {
		body = append(body, byte(s.first+i), 0)
	}
	body = append(body, byte(s.from), byte(s.to), byte(s.high<<4|s.low))
	return appendSegment(out, markSOS, body)
}

// appendBlocks appends the entropy-coded data of interleaved planes of one
// size: the means, and the other coefficients as well if whole.
func appendBlocks(out []byte, planes []plane, whole bool) []byte {
	w := bitWriter{out: out}
	before := make([]int, len(planes))
	across, down := planes[0].blockGrid()
	for by := range down {
		for bx := range across {
			for i, p := range planes {
				block := p.coefficients(bx, by)
				w.putDC(block[0] - before[i])
				before[i] = block[0]
				if whole {
					w.putAC(block[1:])
				}
			}
		}
	}
	w.flush()
	return w.out
}
