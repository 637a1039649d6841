package photo

// A Photo is an uploaded file whose header was read and found to be that of a
// JPEG. Only New makes one.
type Photo struct {
	data   []byte
	header Header
}

// New reads the header of data and returns the photo. The errors are those of
// ReadHeader. The photo keeps data and does not copy it: the caller must not
// change it afterwards.
func New(data []byte) (Photo, error) {
	h, err := ReadHeader(data)
	if err != nil {
		return Photo{}, err
	}
	return Photo{data: data, header: h}, nil
}

// JPEG returns the whole file. It is shared, not copied: callers
// must not change it.
func (p Photo) JPEG() []byte { return p.data }

// Header returns what the file says about itself.
func (p Photo) Header() Header { return p.header }
