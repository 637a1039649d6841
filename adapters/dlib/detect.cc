#include "detect.h"

#include <dlfcn.h>

#include <cstdio>
#include <cstring>
#include <exception>
#include <memory>
#include <new>
#include <vector>

#include <jpeglib.h>

#include <dlib/array2d.h>
#include <dlib/image_processing/frontal_face_detector.h>
#include <dlib/image_processing/shape_predictor.h>
#include <dlib/revision.h>

// Unpacking the detector that is compiled in takes a quarter of a second,
// copying it does not.
static const dlib::frontal_face_detector &unpacked() {
	static const dlib::frontal_face_detector detector = dlib::get_frontal_face_detector();
	return detector;
}

struct vst_detector {
	dlib::frontal_face_detector hog = unpacked();
	dlib::array2d<unsigned char> picture; // kept, so that its memory is
};

namespace {

// guarded runs f and turns whatever it throws into a text.
template <typename F>
vst_status guarded(char *text, F f) noexcept {
	text[0] = 0;
	try {
		f();
		return VST_OK;
	} catch (const std::exception &e) {
		std::snprintf(text, VST_TEXT, "%s", e.what());
	} catch (...) {
		std::snprintf(text, VST_TEXT, "unknown C++ exception");
	}
	return VST_INTERNAL;
}

void load(dlib::array2d<unsigned char> &picture, const uint8_t *grey, long width, long height) {
	picture.set_size(height, width);
	for (long y = 0; y < height; y++)
		std::memcpy(&picture[y][0], grey + y * width, width);
}

} // namespace

vst_detector *vst_detector_new(char text[VST_TEXT]) {
	vst_detector *detector = nullptr;
	guarded(text, [&] { detector = new vst_detector; });
	return detector;
}

void vst_detector_free(vst_detector *detector) { delete detector; }

vst_status vst_detect(vst_detector *detector, const uint8_t *grey, size_t grey_size,
                      long width, long height,
                      vst_face *faces, int capacity, int *count, char text[VST_TEXT]) {
	*count = 0;
	if (width < 1 || height < 1 || (size_t)width * (size_t)height != grey_size) {
		std::snprintf(text, VST_TEXT, "picture is not of the size given");
		return VST_INTERNAL;
	}
	return guarded(text, [&] {
		load(detector->picture, grey, width, height);
		std::vector<dlib::rect_detection> found;
		detector->hog(detector->picture, found);
		for (const auto &d : found) {
			if (*count == capacity) break;
			faces[(*count)++] = {d.rect.left(), d.rect.top(), (long)d.rect.width(),
			                     (long)d.rect.height(), d.detection_confidence};
		}
	});
}

struct vst_predictor {
	dlib::shape_predictor shape;
};

vst_predictor *vst_predictor_load(const char *path, char text[VST_TEXT]) {
	vst_predictor *predictor = nullptr;
	guarded(text, [&] {
		auto loaded = std::make_unique<vst_predictor>();
		dlib::deserialize(path) >> loaded->shape;
		predictor = loaded.release();
	});
	return predictor;
}

void vst_predictor_free(vst_predictor *predictor) { delete predictor; }

unsigned long vst_predictor_points(const vst_predictor *predictor) { return predictor->shape.num_parts(); }

vst_status vst_landmarks(const vst_predictor *predictor, const uint8_t *grey, size_t grey_size,
                         long width, long height, vst_face box,
                         vst_point *points, unsigned long capacity, char text[VST_TEXT]) {
	if (width < 1 || height < 1 || (size_t)width * (size_t)height != grey_size ||
	    box.width < 1 || box.height < 1 || predictor->shape.num_parts() > capacity) {
		std::snprintf(text, VST_TEXT, "picture, box or buffer is not of the size given");
		return VST_INTERNAL;
	}
	return guarded(text, [&] {
		dlib::array2d<unsigned char> picture;
		load(picture, grey, width, height);
		const dlib::rectangle rect(box.x, box.y, box.x + box.width - 1, box.y + box.height - 1);
		const dlib::full_object_detection shape = predictor->shape(picture, rect);
		for (unsigned long i = 0; i < shape.num_parts(); i++)
			points[i] = {shape.part(i).x() + 0.5, shape.part(i).y() + 0.5};
	});
}

#define VST_STRING(x) #x
#define VST_VALUE(x) VST_STRING(x)

const char *vst_instruction_sets(void) {
	return ""
#ifdef __SSE3__
	       " sse3"
#endif
#ifdef __SSSE3__
	       " ssse3"
#endif
#ifdef __SSE4_1__
	       " sse4.1"
#endif
#ifdef __SSE4_2__
	       " sse4.2"
#endif
#ifdef __POPCNT__
	       " popcnt"
#endif
#ifdef __AVX__
	       " avx"
#endif
#ifdef __AVX2__
	       " avx2"
#endif
#ifdef __FMA__
	       " fma"
#endif
#ifdef __BMI__
	       " bmi1"
#endif
#ifdef __BMI2__
	       " bmi2"
#endif
#ifdef __AVX512F__
	       " avx512f"
#endif
#ifdef __AVX512BW__
	       " avx512bw"
#endif
#ifdef __AVX512CD__
	       " avx512cd"
#endif
#ifdef __AVX512DQ__
	       " avx512dq"
#endif
#ifdef __AVX512VL__
	       " avx512vl"
#endif
	    ;
}

const char *vst_libraries(void) {
	return "dlib " VST_VALUE(DLIB_MAJOR_VERSION) "." VST_VALUE(DLIB_MINOR_VERSION)
#ifdef LIBJPEG_TURBO_VERSION
	       ", libjpeg-turbo " VST_VALUE(LIBJPEG_TURBO_VERSION)
#else
	       ", libjpeg " VST_VALUE(JPEG_LIB_VERSION)
#endif
	    ;
}

const char *vst_blas_one_thread(void) {
	// Looked up at run time, because which BLAS is linked is Debian's
	// alternatives system's choice, not ours.
	auto set_threads = reinterpret_cast<void (*)(int)>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads"));
	auto describe = reinterpret_cast<char *(*)()>(dlsym(RTLD_DEFAULT, "openblas_get_config"));
	if (!set_threads || !describe) return nullptr;
	set_threads(1);
	return describe();
}
