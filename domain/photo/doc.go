// Package photo reads what a JPEG says about itself before anything decodes
// it: format, size, components, precision, number of scans, orientation. The
// photo rules in domain/rules decide from that whether decoding may start, so
// no decoder sees a byte that this package has not walked over.
package photo
