// Decoding of a JPEG at a reduced size, into memory of the caller.
#ifndef VESTIBULE_DECODE_H
#define VESTIBULE_DECODE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { VST_TEXT = 200 }; // size of the text buffers, the final NUL included

typedef enum {
	VST_OK = 0,
	VST_DAMAGED = 1,  // the picture data are at fault
	VST_INTERNAL = 2, // we are, or the machine: no memory, a wrong size
	VST_STOPPED = 3,  // it was told to stop
} vst_status;

// What to decode: the picture scaled to eighths/8 (1 to 8), and of that the
// rectangle x, y, width, height. channels is 1 for grey or 3 for RGB.
typedef struct {
	int eighths;
	int channels;
	int x, y, width, height;
} vst_region;

// vst_decode writes the region, row by row without padding, to out, which must
// hold exactly width*height*channels bytes. On failure text says why. Memory
// that libjpeg took is free again on every path, and nothing jumps out. It stops
// soon after another thread has set *stop, which is looked at between rows of
// blocks, of every scan.
vst_status vst_decode(const uint8_t *jpeg, size_t jpeg_size, vst_region region,
                      uint8_t *out, size_t out_size, const int *stop, char text[VST_TEXT]);

#ifdef __cplusplus
}
#endif
#endif
