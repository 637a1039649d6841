// Package dlib finds and describes faces with dlib.
//
// Detector is dlib's frontal detector. It needs no model file. libjpeg-turbo
// decodes the photo in grey and at a reduced size (decode.c), the picture is
// turned upright in Go, and one detector a worker looks at it (detect.cc).
//
// Describer is go-face's recogniser. It needs model files, and it is given no
// more than the face's surroundings, cut out, upright and encoded anew: what
// go-face refuses (grey, CMYK) or ignores (orientation) never reaches it, and
// its own search for the face, at full size, is over a small picture.
//
// Without cgo the package still compiles; its constructors then say what to do.
package dlib
