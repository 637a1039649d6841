// dlib's frontal face detector and landmarks behind a C interface.
#ifndef VESTIBULE_DETECT_H
#define VESTIBULE_DETECT_H

#include "decode.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct vst_detector vst_detector;

typedef struct {
	long x, y, width, height; // px; may reach beyond the picture
	double confidence;        // 0 is the detector's threshold
} vst_face;

// vst_detector_new returns a detector, or NULL and the reason in text. Each is
// for one thread at a time.
vst_detector *vst_detector_new(char text[VST_TEXT]);
void vst_detector_free(vst_detector *detector);

// vst_show gives the detector the picture to look at, of width*height pixels
// with 1 byte of grey or 3 of red, green and blue. It keeps what it needs: with
// in_colour the colours, for which there must be some, and otherwise the grey.
vst_status vst_show(vst_detector *detector, const uint8_t *pixels, size_t size,
                    long width, long height, int channels, int in_colour, char text[VST_TEXT]);

// vst_scan looks for faces of one size: those about as large as the detector's
// window (80 px) once the picture shown is scaled so that its longer side has
// length pixels, which must not be more than it has. Around it come margin px of
// the colour of its edge. It writes at most capacity faces, in px of the picture
// shown, surest first, and their number to count.
vst_status vst_scan(vst_detector *detector, long length, long margin,
                    vst_face *faces, int capacity, int *count, char text[VST_TEXT]);

// vst_forget frees the picture shown and what was made of it.
void vst_forget(vst_detector *detector);

// Landmarks of a face, from a file of dlib's shape predictor. One may be used by
// several threads at once.
typedef struct vst_predictor vst_predictor;

typedef struct {
	double x, y; // px, of the pixel's middle
} vst_point;

// vst_predictor_load reads a file, or returns NULL and the reason in text.
vst_predictor *vst_predictor_load(const char *path, char text[VST_TEXT]);
void vst_predictor_free(vst_predictor *predictor);

// vst_predictor_points returns how many points it finds in a face.
unsigned long vst_predictor_points(const vst_predictor *predictor);

// vst_landmarks finds the points of the face in a box of a grey picture of
// width*height bytes. points must have room for all of them.
vst_status vst_landmarks(const vst_predictor *predictor, const uint8_t *grey, size_t grey_size,
                         long width, long height, vst_face box,
                         vst_point *points, unsigned long capacity, char text[VST_TEXT]);

// vst_instruction_sets names those that this file, and so all of dlib here, was
// compiled to use beyond the least of its architecture, with spaces between. It
// may be called on a processor that lacks them.
const char *vst_instruction_sets(void);

// vst_libraries names dlib and libjpeg with their versions.
const char *vst_libraries(void);

// vst_blas_one_thread makes OpenBLAS, if that is the BLAS of this process, use
// one thread a call, and returns its description; NULL for any other BLAS.
const char *vst_blas_one_thread(void);

// vst_give_back_memory makes malloc, in the whole process, give blocks of a
// megabyte and more back to the system when they are freed. glibc's would keep
// ever larger ones, a set for each thread that photos were worked on in. It returns
// whether it did; other C libraries have no need.
int vst_give_back_memory(void);

#ifdef __cplusplus
}
#endif
#endif
