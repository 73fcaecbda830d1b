#include "CVipsShim.h"

#include <glib.h>
#include <vips/vips.h>
/* After vips.h, whose names it uses. */
#include <vips/vector.h>

#if VIPS_MAJOR_VERSION > 8 || VIPS_MINOR_VERSION >= 15
#define SMM_NO_METADATA "keep", VIPS_FOREIGN_KEEP_NONE
#else
#define SMM_NO_METADATA "strip", TRUE
#endif

/* Without it a file that was cut short is a picture with a grey end. vips_thumbnail's own fail_on lets such a JPEG by. */
#define SMM_WHOLE "[fail_on=truncated]"
#define SMM_WHOLE_FILM "[n=-1,fail_on=truncated]"

struct smm_picture {
    VipsImage *image;
    int is_see_through;
};

/* What libraries say of hostile bytes may repeat them. */
static void say_nothing(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data) {
    (void)domain, (void)level, (void)message, (void)data;
}

static GLogWriterOutput write_nothing(
    GLogLevelFlags level, const GLogField *fields, gsize count, gpointer data) {
    (void)level, (void)fields, (void)count, (void)data;
    return G_LOG_WRITER_HANDLED;
}

int smm_vips_start(void) {
    g_log_set_default_handler(say_nothing, NULL);
    g_log_set_writer_func(write_nothing, NULL, NULL);
    if (VIPS_INIT("smmd-media") != 0) return -1;
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    vips_cache_set_max_mem(0);
    vips_block_untrusted_set(TRUE);
    /* Its vector code is made at run time, which takes memory that is written and then run. */
    vips_vector_set_enabled(FALSE);
    return 0;
}

const char *smm_vips_version(void) { return vips_version_string(); }

static int colour(const VipsImage *image) {
    switch (vips_image_guess_interpretation(image)) {
    case VIPS_INTERPRETATION_B_W:
    case VIPS_INTERPRETATION_GREY16: return SMM_GREY;
    case VIPS_INTERPRETATION_sRGB:
    case VIPS_INTERPRETATION_RGB:
    case VIPS_INTERPRETATION_RGB16: return SMM_RGB;
    case VIPS_INTERPRETATION_CMYK: return SMM_CMYK;
    default: return SMM_OTHER;
    }
}

int smm_vips_look(const void *bytes, size_t length, smm_picture_facts *facts) {
    VipsImage *image =
        vips_image_new_from_buffer(bytes, length, "", "access", VIPS_ACCESS_SEQUENTIAL, NULL);
    vips_error_clear();
    if (image == NULL) return -1;
    facts->width = vips_image_get_width(image);
    facts->height = vips_image_get_height(image);
    facts->frames = vips_image_get_n_pages(image);
    facts->bands = vips_image_get_bands(image);
    facts->bits = (int)vips_format_sizeof(vips_image_get_format(image)) * 8;
    facts->colour = colour(image);
    facts->has_profile = vips_image_get_typeof(image, VIPS_META_ICC_NAME) != 0;
    g_object_unref(image);
    return 0;
}

/* Takes what was decoded, and does nothing with it. */
static int pass(VipsRegion *region, void *sequence, void *a, void *b, gboolean *stop) {
    (void)region, (void)sequence, (void)a, (void)b, (void)stop;
    return 0;
}

int smm_vips_is_whole(const void *bytes, size_t length, int frames) {
    VipsImage *image = vips_image_new_from_buffer(
        bytes, length, frames > 1 ? SMM_WHOLE_FILM : SMM_WHOLE, "access", VIPS_ACCESS_SEQUENTIAL, NULL);
    int result = image == NULL ? -1 : vips_sink(image, NULL, pass, NULL, NULL, NULL);
    if (image != NULL) g_object_unref(image);
    vips_error_clear();
    return result == 0;
}

/* Replaces `*image` by `next`, which counts as failed when it is NULL. */
static int take(VipsImage **image, VipsImage *next) {
    if (next == NULL) return -1;
    g_object_unref(*image);
    *image = next;
    return 0;
}

/* Drops a channel in which nothing can be seen through; answers 1 when it stays, 0 when there is none, -1 on failure. */
static int look_through(VipsImage **image) {
    if (!vips_image_hasalpha(*image)) return 0;
    VipsImage *alpha = NULL;
    double least = 0;
    if (vips_extract_band(*image, &alpha, vips_image_get_bands(*image) - 1, NULL) != 0) return -1;
    int result = vips_min(alpha, &least, NULL);
    g_object_unref(alpha);
    if (result != 0) return -1;
    if (least < 255) return 1;
    VipsImage *rest = NULL;
    if (vips_extract_band(*image, &rest, 0, "n", vips_image_get_bands(*image) - 1, NULL) != 0) return -1;
    return take(image, rest);
}

/* Whether a picture says what its colours mean; -1 when its header cannot be read. One that does not is sRGB already. */
static int has_profile(const void *bytes, size_t length) {
    VipsImage *header =
        vips_image_new_from_buffer(bytes, length, "", "access", VIPS_ACCESS_SEQUENTIAL, NULL);
    if (header == NULL) return -1;
    int has = vips_image_get_typeof(header, VIPS_META_ICC_NAME) != 0;
    g_object_unref(header);
    return has;
}

/* Turns as EXIF counts. The picture must be in memory, since it is read in another order than it was written. */
static int turn(VipsImage **image, int orientation) {
    if (orientation < 2 || orientation > 8) return 0;
    VipsImage *noted = NULL;
    if (vips_copy(*image, &noted, NULL) != 0) return -1;
    vips_image_set_int(noted, VIPS_META_ORIENTATION, orientation);
    VipsImage *turned = NULL;
    int result = vips_autorot(noted, &turned, NULL);
    g_object_unref(noted);
    return result != 0 ? -1 : take(image, turned);
}

smm_picture *smm_vips_scale(const void *bytes, size_t length, int edge, int orientation) {
    VipsImage *image = NULL;
    int has = has_profile(bytes, length);
    /* Without a profile to come from, the way to sRGB would lead through another space and back, with other colours. */
    if (has < 0
        || vips_thumbnail_buffer(
               (void *)bytes, length, &image, edge, "height", edge, "size", VIPS_SIZE_DOWN, "no_rotate", TRUE,
               "option_string", SMM_WHOLE, "fail_on", VIPS_FAIL_ON_TRUNCATED, has ? "export_profile" : NULL, "srgb", NULL) != 0) {
        vips_error_clear();
        return NULL;
    }
    if (vips_image_get_format(image) != VIPS_FORMAT_UCHAR) {
        VipsImage *narrow = NULL;
        if (vips_cast_uchar(image, &narrow, NULL) != 0 || take(&image, narrow) != 0) goto failed;
    }
    /* Once decoded it is written in several qualities. */
    if (take(&image, vips_image_copy_memory(image)) != 0) goto failed;
    if (orientation > 1) {
        if (turn(&image, orientation) != 0) goto failed;
        if (take(&image, vips_image_copy_memory(image)) != 0) goto failed;
    }
    int is_see_through = look_through(&image);
    if (is_see_through < 0) goto failed;
    smm_picture *picture = g_new0(smm_picture, 1);
    picture->image = image;
    picture->is_see_through = is_see_through;
    vips_error_clear();
    return picture;
failed:
    g_object_unref(image);
    vips_error_clear();
    return NULL;
}

int smm_vips_turn(const void *bytes, size_t length, int orientation, int kind, void **out, size_t *count) {
    /* Not sequential: it is decoded into memory, from where it can be read in any order. */
    VipsImage *image = vips_image_new_from_buffer(bytes, length, SMM_WHOLE, NULL);
    int result = -1;
    if (image != NULL && turn(&image, orientation) == 0) {
        switch (kind) {
        case SMM_PNG: result = vips_pngsave_buffer(image, out, count, NULL); break;
        case SMM_WEBP: result = vips_webpsave_buffer(image, out, count, "lossless", TRUE, NULL); break;
        default: break;
        }
    }
    if (image != NULL) g_object_unref(image);
    vips_error_clear();
    return result;
}

int smm_picture_width(const smm_picture *picture) { return vips_image_get_width(picture->image); }
int smm_picture_height(const smm_picture *picture) { return vips_image_get_height(picture->image); }
int smm_picture_is_see_through(const smm_picture *picture) { return picture->is_see_through; }

int smm_picture_flatten(smm_picture *picture) {
    VipsArrayDouble *white = vips_array_double_newv(1, 255.0);
    VipsImage *flat = NULL;
    int result = vips_flatten(picture->image, &flat, "background", white, NULL);
    vips_area_unref(VIPS_AREA(white));
    vips_error_clear();
    if (result != 0) return -1;
    picture->is_see_through = 0;
    return take(&picture->image, flat);
}

int smm_picture_encode(const smm_picture *picture, int kind, int quality, void **out, size_t *length) {
    int result = -1;
    switch (kind) {
    case SMM_JPEG:
        result = vips_jpegsave_buffer(
            picture->image, out, length, "Q", quality, "optimize_coding", TRUE, SMM_NO_METADATA, NULL);
        break;
    case SMM_PNG: result = vips_pngsave_buffer(picture->image, out, length, SMM_NO_METADATA, NULL); break;
    case SMM_WEBP:
        result = vips_webpsave_buffer(picture->image, out, length, "Q", quality, SMM_NO_METADATA, NULL);
        break;
    default: break;
    }
    vips_error_clear();
    return result;
}

/*
 * Of every 128 rows about 16, from a multiple of 16 on: the blocks of a JPEG stay those of the picture. Many narrow bands,
 * since what is above in a picture is seldom as hard to write as what is below.
 */
enum { SMM_BAND_ROWS = 16, SMM_ROWS_OF_BAND = 128, SMM_LEAST_BANDS = 8, SMM_MOST_BANDS = 128 };
#define SMM_LEAST_SAMPLED_PIXELS 2000000

smm_picture *smm_picture_sample(const smm_picture *picture, double *share) {
    int width = vips_image_get_width(picture->image), height = vips_image_get_height(picture->image);
    int count = height / SMM_ROWS_OF_BAND;
    if ((gint64)width * height < SMM_LEAST_SAMPLED_PIXELS || count < SMM_LEAST_BANDS || count > SMM_MOST_BANDS) return NULL;
    VipsImage *bands[SMM_MOST_BANDS], *joined = NULL, *image = NULL;
    int made = 0;
    while (made < count) {
        int middle = (int)((2 * made + 1) * (gint64)height / (2 * count));
        int start = middle / SMM_BAND_ROWS * SMM_BAND_ROWS;
        if (vips_extract_area(picture->image, &bands[made], 0, start, width, SMM_BAND_ROWS, NULL) != 0) break;
        made++;
    }
    if (made == count && vips_arrayjoin(bands, &joined, count, "across", 1, NULL) == 0)
        image = vips_image_copy_memory(joined);
    for (int i = 0; i < made; i++) g_object_unref(bands[i]);
    if (joined != NULL) g_object_unref(joined);
    vips_error_clear();
    if (image == NULL) return NULL;
    *share = (double)(count * SMM_BAND_ROWS) / height;
    smm_picture *sample = g_new0(smm_picture, 1);
    sample->image = image;
    sample->is_see_through = picture->is_see_through;
    return sample;
}

void smm_picture_free(smm_picture *picture) {
    if (picture == NULL) return;
    g_object_unref(picture->image);
    g_free(picture);
}

void smm_vips_free(void *bytes) { g_free(bytes); }
