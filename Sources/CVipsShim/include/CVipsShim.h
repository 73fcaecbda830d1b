#pragma once
#include <stddef.h>

/*
 * libvips for Swift, which cannot call variadic functions, and what smmd-media takes from itself before it reads a byte.
 * No type of libvips or GLib leaks out. Functions answer 0 on success and -1 otherwise.
 */

/*
 * Limits that hold for the rest of this process: seconds of processor time, bytes of address space, bytes of private
 * memory, open descriptors; no file may be written, no core left, nothing gained by exec, nothing read by a tracer. It
 * is the first to end where memory runs out. Call before any thread.
 */
int smm_limit_self(unsigned long seconds, unsigned long space, unsigned long data, unsigned long descriptors);

/*
 * Leaves this process memory, threads and the descriptors it has: no file, socket, program or other process, and no
 * memory that is made executable. What is asked for beyond that is refused with EPERM. It cannot be taken back.
 */
int smm_confine_self(void);

/*
 * How many of thirteen things that smm_confine_self forbids can still be done; 0 when it holds.
 */
int smm_confinement_leaks(void);

/* Starts libvips: one thread of work, no cache, no loader that is not made for hostile bytes, nothing on stderr. */
int smm_vips_start(void);
/* The version, as libvips writes it. */
const char *smm_vips_version(void);
/* Reads the header alone: the size as stored, before any orientation, and how many frames there are. */
int smm_vips_look(const void *bytes, size_t length, int *width, int *height, int *frames);

/* A picture in memory: upright, 8 bits, sRGB or grey, without metadata. */
typedef struct smm_picture smm_picture;
/* What a picture is written as. */
enum { SMM_JPEG = 1, SMM_PNG = 2, SMM_WEBP = 3 };
/*
 * Decodes and fits into edge x edge, never enlarging; NULL when it cannot be read to its end.
 */
smm_picture *smm_vips_scale(const void *bytes, size_t length, int edge);
int smm_picture_width(const smm_picture *picture);
int smm_picture_height(const smm_picture *picture);
/* 1 when some of it can be seen through, 0 when nothing can; what is fully opaque loses its channel here. */
int smm_picture_is_see_through(const smm_picture *picture);
/* Puts it on white. */
int smm_picture_flatten(smm_picture *picture);
/* Writes it; `quality` from 1 to 100 is not for PNG. The caller frees `*out` with smm_vips_free. */
int smm_picture_encode(const smm_picture *picture, int kind, int quality, void **out, size_t *length);
void smm_picture_free(smm_picture *picture);
void smm_vips_free(void *bytes);
