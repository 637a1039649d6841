// Package portrait draws synthetic portraits that a face detector takes for
// photographs, and encodes them in the ways that cameras, print shops and
// attackers do.
//
// Tests, the demo and the doctor need faces whose place is known to the
// pixel, in any number, light and size, and that are nobody's: no real
// person's picture has to be stored, licensed or consented to. Everything is
// drawn by plain Go from a few options, so that no picture has to be shipped
// and the same options give the same picture anywhere; Truth tells where the
// faces are.
//
// The faces are modelled on what dlib's frontal detector looks for, the
// gradients of smoothly shaded sockets, brows, nose and mouth. They say
// nothing about how well a recogniser tells real people apart.
package portrait
