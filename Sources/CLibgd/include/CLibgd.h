#pragma once
#include <gd.h>

#define FUNCTION(name) __typeof__(&name) _Nonnull name

/// The functions of libgd that the portal calls.
typedef struct {
    FUNCTION(gdFree);
    FUNCTION(gdImageAlphaBlending);
    FUNCTION(gdImageCopyResampled);
    FUNCTION(gdImageCreateFromGifPtr);
    FUNCTION(gdImageCreateFromJpegPtr);
    FUNCTION(gdImageCreateFromPngPtr);
    FUNCTION(gdImageCreateFromWebpPtr);
    FUNCTION(gdImageCreateTrueColor);
    FUNCTION(gdImageDestroy);
    FUNCTION(gdImageInterlace);
    FUNCTION(gdImageJpegPtr);
    FUNCTION(gdImagePaletteToTrueColor);
    FUNCTION(gdImagePngPtr);
    FUNCTION(gdImageSaveAlpha);
    FUNCTION(gdSetErrorMethod);
} Libgd;

#undef FUNCTION

/// Loads libgd and the forty libraries that it needs, and fills in its functions.
///
/// Not linked: they cost a server that shows pages 5 MiB and the start of each command its time, and only somebody who
/// uploads a picture needs them.
///
/// Returns 0 when the library cannot be loaded; `dlerror()` then says why.
int libgd_load(Libgd *_Nonnull gd);
