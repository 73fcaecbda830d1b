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
 * What is written to standard output, at most 128 bytes, when the seconds of smm_limit_self are used up; then the process
 * ends. Without it, or where it is busy elsewhere, a signal ends it.
 */
void smm_say_when_out_of_time(const void *words, size_t length);

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
/* What the numbers of a point mean. */
enum { SMM_GREY = 1, SMM_RGB = 2, SMM_CMYK = 3, SMM_OTHER = 4 };
/* What a header says: the size as stored, before any orientation; frames; numbers of a point, and the bits of each. */
typedef struct {
    int width, height, frames, bands, bits, colour, has_profile;
} smm_picture_facts;
/* Reads the header alone. */
int smm_vips_look(const void *bytes, size_t length, smm_picture_facts *facts);
/* 1 when all frames can be decoded to their end, else 0. Keeps nothing. */
int smm_vips_is_whole(const void *bytes, size_t length, int frames);

/* A picture in memory: upright, 8 bits, sRGB or grey, without metadata. */
typedef struct smm_picture smm_picture;
/* What a picture is written as. */
enum { SMM_JPEG = 1, SMM_PNG = 2, SMM_WEBP = 3 };
/*
 * Decodes, fits into edge x edge, never enlarging, and turns as `orientation` says (1 to 8, EXIF); NULL when it cannot be
 * read to its end. What the file itself says of its orientation does not count.
 */
smm_picture *smm_vips_scale(const void *bytes, size_t length, int edge, int orientation);
/*
 * Decodes, turns, and writes without loss as SMM_PNG or SMM_WEBP, colours and their depth as they were, metadata and all.
 * The caller frees `*out` with smm_vips_free.
 */
int smm_vips_turn(const void *bytes, size_t length, int orientation, int kind, void **out, size_t *count);
int smm_picture_width(const smm_picture *picture);
int smm_picture_height(const smm_picture *picture);
/* 1 when some of it can be seen through, 0 when nothing can; what is fully opaque loses its channel here. */
int smm_picture_is_see_through(const smm_picture *picture);
/* Puts it on white. */
int smm_picture_flatten(smm_picture *picture);
/* Writes it; `quality` from 1 to 100 is not for PNG. The caller frees `*out` with smm_vips_free. */
int smm_picture_encode(const smm_picture *picture, int kind, int quality, void **out, size_t *length);
/*
 * Strips of the picture, evenly spread, and in `*share` how much of it they are; NULL where it has too few pixels or rows
 * for that to be worth it.
 */
smm_picture *smm_picture_sample(const smm_picture *picture, double *share);
void smm_picture_free(smm_picture *picture);
void smm_vips_free(void *bytes);
