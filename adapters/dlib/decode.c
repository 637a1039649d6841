#include "decode.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

// libjpeg's error manager with a place to jump to. This file is C and not C++
// because longjmp must not skip destructors.
typedef struct {
	struct jpeg_error_mgr base;
	jmp_buf escape;
	vst_status status;
	char *text;
} error_manager;

static void fail(j_common_ptr cinfo, vst_status status) {
	error_manager *err = (error_manager *)cinfo->err;
	char message[JMSG_LENGTH_MAX];
	err->base.format_message(cinfo, message);
	snprintf(err->text, VST_TEXT, "%s", message);
	err->status = status;
	longjmp(err->escape, 1);
}

static void on_error(j_common_ptr cinfo) {
	fail(cinfo, cinfo->err->msg_code == JERR_OUT_OF_MEMORY ? VST_INTERNAL : VST_DAMAGED);
}

// on_message turns those warnings into errors that mean that part of the
// picture is missing or wrong. The others (odd versions, stray bytes between
// segments) leave a whole picture, and photos of real cameras cause them.
static void on_message(j_common_ptr cinfo, int level) {
	if (level >= 0) return; // a trace message
	switch (cinfo->err->msg_code) {
	case JWRN_HIT_MARKER:
	case JWRN_HUFF_BAD_CODE:
	case JWRN_MUST_RESYNC:
	case JWRN_JPEG_EOF:
	case JWRN_BOGUS_PROGRESSION:
	case JWRN_NOT_SEQUENTIAL:
		fail(cinfo, VST_DAMAGED);
	}
}

// progress is what libjpeg calls as it gets on.
typedef struct {
	struct jpeg_progress_mgr base;
	const int *stop;
} progress;

static void on_progress(j_common_ptr cinfo) {
	error_manager *err = (error_manager *)cinfo->err;
	if (!__atomic_load_n(((progress *)cinfo->progress)->stop, __ATOMIC_RELAXED)) return;
	snprintf(err->text, VST_TEXT, "stopped");
	err->status = VST_STOPPED;
	longjmp(err->escape, 1);
}

static vst_status wrong_size(error_manager *err, const char *what) {
	snprintf(err->text, VST_TEXT, "%s", what);
	return err->status = VST_INTERNAL;
}

static inline uint8_t times(int a, int b) { return (uint8_t)((a * b + 127) / 255); }

// from_cmyk turns one row of four-channel pixels into grey or RGB. Adobe's
// programs, who write nearly all such files, store the inks inverted.
static void from_cmyk(const uint8_t *row, int count, int inverted, int channels, uint8_t *out) {
	for (int i = 0; i < count; i++, row += 4, out += channels) {
		uint8_t rgb[3];
		for (int c = 0; c < 3; c++)
			rgb[c] = inverted ? times(row[c], row[3]) : times(255 - row[c], 255 - row[3]);
		if (channels == 3)
			memcpy(out, rgb, 3);
		else // luma of ITU-R BT.601, as libjpeg makes it of colour
			out[0] = (uint8_t)((299 * rgb[0] + 587 * rgb[1] + 114 * rgb[2] + 500) / 1000);
	}
}

static void choose_colours(j_decompress_ptr cinfo, int channels) {
	if (cinfo->num_components == 4)
		cinfo->out_color_space = JCS_CMYK; // libjpeg offers nothing else
	else
		cinfo->out_color_space = channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
}

static void read_rows(j_decompress_ptr cinfo, const vst_region *region, uint8_t *out) {
	JSAMPARRAY row = cinfo->mem->alloc_sarray((j_common_ptr)cinfo, JPOOL_IMAGE,
	                                          cinfo->output_width * cinfo->output_components, 1);
	const size_t stride = (size_t)region->width * region->channels;
	const int bottom = region->y + region->height;
	while ((int)cinfo->output_scanline < bottom) {
		const int y = (int)cinfo->output_scanline;
		jpeg_read_scanlines(cinfo, row, 1);
		if (y < region->y) continue;
		const uint8_t *from = row[0] + (size_t)region->x * cinfo->output_components;
		uint8_t *to = out + (size_t)(y - region->y) * stride;
		if (cinfo->out_color_space == JCS_CMYK)
			from_cmyk(from, region->width, cinfo->saw_Adobe_marker, region->channels, to);
		else
			memcpy(to, from, stride);
	}
}

static vst_status check_sizes(j_decompress_ptr cinfo, const vst_region *r, size_t out_size, error_manager *err) {
	const long width = (long)cinfo->output_width, height = (long)cinfo->output_height;
	if (r->x < 0 || r->y < 0 || r->width < 1 || r->height < 1 ||
	    (long)r->x + r->width > width || (long)r->y + r->height > height)
		return wrong_size(err, "region lies outside the picture");
	if ((size_t)r->width * r->height * r->channels != out_size)
		return wrong_size(err, "buffer is not of the region's size");
	return VST_OK;
}

vst_status vst_decode(const uint8_t *jpeg, size_t jpeg_size, vst_region region,
                      uint8_t *out, size_t out_size, const int *stop, char text[VST_TEXT]) {
	struct jpeg_decompress_struct cinfo;
	error_manager err = {.status = VST_OK, .text = text};
	progress on_the_way = {.base.progress_monitor = on_progress, .stop = stop};
	text[0] = 0;
	if (region.eighths < 1 || region.eighths > 8 || (region.channels != 1 && region.channels != 3))
		return wrong_size(&err, "scale or channels are out of range");

	memset(&cinfo, 0, sizeof cinfo); // so that destroying it is safe if creating it fails
	cinfo.err = jpeg_std_error(&err.base);
	err.base.error_exit = on_error;
	err.base.emit_message = on_message;
	if (setjmp(err.escape)) {
		jpeg_destroy_decompress(&cinfo);
		return err.status;
	}
	jpeg_create_decompress(&cinfo);
	cinfo.progress = &on_the_way.base;
	jpeg_mem_src(&cinfo, jpeg, jpeg_size);
	jpeg_read_header(&cinfo, TRUE);
	choose_colours(&cinfo, region.channels);
	cinfo.scale_num = region.eighths;
	cinfo.scale_denom = 8;
	jpeg_start_decompress(&cinfo);
	if (check_sizes(&cinfo, &region, out_size, &err) == VST_OK) {
		read_rows(&cinfo, &region, out);
		if (cinfo.output_scanline == cinfo.output_height)
			jpeg_finish_decompress(&cinfo); // notices a missing end, too
	}
	jpeg_destroy_decompress(&cinfo);
	return err.status;
}
