#include "CLibgd.h"
#include <dlfcn.h>

#define LOAD(name) \
    if (!(gd->name = (__typeof__(gd->name))dlsym(library, #name))) return 0

int libgd_load(Libgd *gd) {
    void *library = dlopen("libgd.so.3", RTLD_NOW | RTLD_LOCAL);
    if (!library) return 0;
    LOAD(gdFree);
    LOAD(gdImageAlphaBlending);
    LOAD(gdImageCopyResampled);
    LOAD(gdImageCreateFromGifPtr);
    LOAD(gdImageCreateFromJpegPtr);
    LOAD(gdImageCreateFromPngPtr);
    LOAD(gdImageCreateFromWebpPtr);
    LOAD(gdImageCreateTrueColor);
    LOAD(gdImageDestroy);
    LOAD(gdImageInterlace);
    LOAD(gdImageJpegPtr);
    LOAD(gdImagePaletteToTrueColor);
    LOAD(gdImagePngPtr);
    LOAD(gdImageSaveAlpha);
    LOAD(gdSetErrorMethod);
    return 1;
}
