#include "detect.h"

#include <dlfcn.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>
#include <cmath>
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

typedef dlib::array2d<unsigned char> grey_picture;
typedef dlib::array2d<dlib::rgb_pixel> colour_picture;

namespace {

// one_size returns dlib's frontal detector, but without its pyramid: it looks
// for faces of about 80 px and no others. Unpacking the detector that is compiled
// in takes a quarter of a second, copying it does not.
const dlib::frontal_face_detector &one_size() {
	static const dlib::frontal_face_detector detector = [] {
		const dlib::frontal_face_detector whole = dlib::get_frontal_face_detector();
		dlib::frontal_face_detector::image_scanner_type scanner;
		scanner.copy_configuration(whole.get_scanner());
		scanner.set_max_pyramid_levels(1);
		std::vector<dlib::frontal_face_detector::feature_vector_type> weights;
		for (unsigned long i = 0; i < whole.num_detectors(); i++)
			weights.push_back(whole.get_w(i));
		return dlib::frontal_face_detector(scanner, whole.get_overlap_tester(), weights);
	}();
	return detector;
}

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

vst_status refused(char *text, const char *why) {
	std::snprintf(text, VST_TEXT, "%s", why);
	return VST_INTERNAL;
}

bool fits(size_t size, long width, long height, int channels) {
	return width > 0 && height > 0 && (channels == 1 || channels == 3) &&
	       (size_t)width * (size_t)height * (size_t)channels == size;
}

template <typename P>
long longer(const dlib::array2d<P> &p) { return std::max(p.nr(), p.nc()); }

// row returns the bytes of a row.
template <typename P>
unsigned char *row(dlib::array2d<P> &p, long y) { return reinterpret_cast<unsigned char *>(&p[y][0]); }
template <typename P>
const unsigned char *row(const dlib::array2d<P> &p, long y) { return reinterpret_cast<const unsigned char *>(&p[y][0]); }

// load copies a picture, in grey; colours become the luma of ITU-R BT.601, as
// libjpeg makes it.
void load(grey_picture &picture, const uint8_t *pixels, long width, long height, int channels) {
	picture.set_size(height, width);
	for (long y = 0; y < height; y++) {
		const uint8_t *from = pixels + y * width * channels;
		unsigned char *to = row(picture, y);
		if (channels == 1) {
			std::memcpy(to, from, width);
			continue;
		}
		for (long x = 0; x < width; x++, from += 3)
			to[x] = (unsigned char)((19595u * from[0] + 38470u * from[1] + 7471u * from[2] + (1u << 15)) >> 16);
	}
}

// load copies a picture with its colours, of which it must have some.
void load(colour_picture &picture, const uint8_t *pixels, long width, long height, int) {
	picture.set_size(height, width);
	for (long y = 0; y < height; y++)
		std::memcpy(row(picture, y), pixels + y * width * 3, width * 3);
}

// halved averages each two by two pixels.
template <typename P>
dlib::array2d<P> halved(const dlib::array2d<P> &p) {
	const long channels = sizeof(P);
	dlib::array2d<P> half(std::max(1L, p.nr() / 2), std::max(1L, p.nc() / 2));
	const long right = p.nc() > 1 ? channels : 0;
	for (long y = 0; y < half.nr(); y++) {
		const unsigned char *a = row(p, 2 * y), *b = row(p, std::min(2 * y + 1, p.nr() - 1));
		unsigned char *to = row(half, y);
		for (long x = 0; x < half.nc(); x++, a += channels, b += channels)
			for (long c = 0; c < channels; c++, a++, b++)
				*to++ = (unsigned char)((a[0] + a[right] + b[0] + b[right] + 2) / 4);
	}
	return half;
}

// framed puts margin px of the colour of its edge around a picture.
template <typename P>
dlib::array2d<P> framed(const dlib::array2d<P> &p, long margin) {
	dlib::array2d<P> frame(p.nr() + 2 * margin, p.nc() + 2 * margin);
	for (long y = 0; y < frame.nr(); y++) {
		const P *from = &p[std::clamp(y - margin, 0L, p.nr() - 1)][0];
		P *to = &frame[y][0];
		std::fill_n(to, margin, from[0]);
		std::copy_n(from, p.nc(), to + margin);
		std::fill_n(to + margin + p.nc(), margin, from[p.nc() - 1]);
	}
	return frame;
}

// shrinking is a picture and its scaled-down copies.
template <typename P>
struct shrinking {
	std::vector<dlib::array2d<P>> halves; // the picture, and each half as large as the one before

	void show(const uint8_t *pixels, long width, long height, int channels) {
		halves.clear();
		halves.resize(1);
		load(halves[0], pixels, width, height, channels);
	}

	long length() const { return halves.empty() ? 0 : longer(halves[0]); }

	// at_least returns the smallest of the halves whose longer side has length
	// pixels; scaling that one down a little blurs as it should.
	const dlib::array2d<P> &at_least(long length) {
		size_t i = 0;
		for (; longer(halves[i]) >= 2 * length; i++)
			if (i + 1 == halves.size()) halves.push_back(halved(halves[i]));
		return halves[i];
	}

	dlib::array2d<P> scaled(long length) {
		const dlib::array2d<P> &from = at_least(length);
		const double scale = (double)length / longer(from);
		dlib::array2d<P> to(std::max(1L, std::lround(from.nr() * scale)), std::max(1L, std::lround(from.nc() * scale)));
		dlib::resize_image(from, to, dlib::interpolate_bilinear());
		return to;
	}

	// scan finds the faces in the picture scaled to a length, in px of the
	// picture.
	std::vector<dlib::rect_detection> scan(dlib::frontal_face_detector &hog, long length, long margin) {
		dlib::array2d<P> picture = scaled(length);
		const double scale = (double)longer(halves[0]) / longer(picture);
		if (margin > 0) picture = framed(picture, margin);
		std::vector<dlib::rect_detection> found;
		hog(picture, found);
		const auto px = [&](long n) { return std::lround(n * scale); };
		for (auto &d : found) {
			const long x = px(d.rect.left() - margin), y = px(d.rect.top() - margin);
			d.rect = dlib::rectangle(x, y, x + px(d.rect.width()) - 1, y + px(d.rect.height()) - 1);
		}
		return found;
	}
};

} // namespace

struct vst_detector {
	dlib::frontal_face_detector hog = one_size();
	shrinking<unsigned char> grey;
	shrinking<dlib::rgb_pixel> colour;
};

vst_detector *vst_detector_new(char text[VST_TEXT]) {
	vst_detector *detector = nullptr;
	guarded(text, [&] { detector = new vst_detector; });
	return detector;
}

void vst_detector_free(vst_detector *detector) { delete detector; }

vst_status vst_show(vst_detector *detector, const uint8_t *pixels, size_t size,
                    long width, long height, int channels, int in_colour, char text[VST_TEXT]) {
	if (!fits(size, width, height, channels) || (in_colour && channels != 3))
		return refused(text, "picture is not of the size given");
	return guarded(text, [&] {
		vst_forget(detector);
		if (in_colour)
			detector->colour.show(pixels, width, height, channels);
		else
			detector->grey.show(pixels, width, height, channels);
	});
}

void vst_forget(vst_detector *detector) {
	detector->grey.halves.clear();
	detector->colour.halves.clear();
}

vst_status vst_scan(vst_detector *detector, long length, long margin,
                    vst_face *faces, int capacity, int *count, char text[VST_TEXT]) {
	*count = 0;
	const long longest = std::max(detector->grey.length(), detector->colour.length());
	if (length < 1 || length > longest || margin < 0 || margin > length)
		return refused(text, "there is no picture of the length given");
	return guarded(text, [&] {
		for (const auto &d : detector->grey.length() > 0 ? detector->grey.scan(detector->hog, length, margin)
		                                                 : detector->colour.scan(detector->hog, length, margin)) {
			if (*count == capacity) break;
			faces[(*count)++] = {d.rect.left(), d.rect.top(), (long)d.rect.width(), (long)d.rect.height(),
			                     d.detection_confidence};
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
	if (!fits(grey_size, width, height, 1) || box.width < 1 || box.height < 1 || predictor->shape.num_parts() > capacity)
		return refused(text, "picture, box or buffer is not of the size given");
	return guarded(text, [&] {
		grey_picture picture;
		load(picture, grey, width, height, 1);
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

int vst_give_back_memory(void) {
#ifdef __GLIBC__
	return mallopt(M_MMAP_THRESHOLD, 1 << 20); // once it is set, glibc no longer moves it
#else
	return 0;
#endif
}
