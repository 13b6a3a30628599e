#pragma once

/// Sets text into PDF: the part of cairo and Pango that the portal calls, declared here so that building it needs none of
/// their headers. Their interfaces are stable since cairo 1.16 and Pango 1.44.
typedef struct CairoSurface CairoSurface;
typedef struct Cairo Cairo;
typedef struct PangoLayout PangoLayout;
typedef struct PangoLayoutIter PangoLayoutIter;
typedef struct PangoLayoutLine PangoLayoutLine;
typedef struct PangoFontDescription PangoFontDescription;
typedef struct PangoContext PangoContext;
typedef struct PangoFontMap PangoFontMap;
typedef struct PangoFontFamily PangoFontFamily;

/// In units of 1/1024 of a point.
typedef struct {
    int x, y, width, height;
} PangoRectangle;

/// Takes what is written of the file; 0 is success.
typedef int (*CairoWrite)(void *_Nullable closure, const unsigned char *_Nonnull data, unsigned int length);

/// The functions, as `pango_load` finds them.
typedef struct {
    CairoSurface *_Nullable (*_Nonnull cairo_pdf_surface_create_for_stream)(
        CairoWrite _Nonnull write, void *_Nullable closure, double width, double height);
    void (*_Nonnull cairo_pdf_surface_set_metadata)(CairoSurface *_Nonnull, int key, const char *_Nonnull);
    int (*_Nonnull cairo_pdf_surface_add_outline)(
        CairoSurface *_Nonnull, int parent, const char *_Nonnull text, const char *_Nonnull link, int flags);
    void (*_Nonnull cairo_surface_finish)(CairoSurface *_Nonnull);
    int (*_Nonnull cairo_surface_status)(CairoSurface *_Nonnull);
    void (*_Nonnull cairo_surface_destroy)(CairoSurface *_Nonnull);
    Cairo *_Nullable (*_Nonnull cairo_create)(CairoSurface *_Nonnull);
    void (*_Nonnull cairo_destroy)(Cairo *_Nonnull);
    int (*_Nonnull cairo_status)(Cairo *_Nonnull);
    void (*_Nonnull cairo_move_to)(Cairo *_Nonnull, double x, double y);
    void (*_Nonnull cairo_line_to)(Cairo *_Nonnull, double x, double y);
    void (*_Nonnull cairo_rectangle)(Cairo *_Nonnull, double x, double y, double width, double height);
    void (*_Nonnull cairo_stroke)(Cairo *_Nonnull);
    void (*_Nonnull cairo_fill)(Cairo *_Nonnull);
    void (*_Nonnull cairo_set_source_rgb)(Cairo *_Nonnull, double red, double green, double blue);
    void (*_Nonnull cairo_set_line_width)(Cairo *_Nonnull, double);
    void (*_Nonnull cairo_show_page)(Cairo *_Nonnull);
    void (*_Nonnull cairo_tag_begin)(Cairo *_Nonnull, const char *_Nonnull tag, const char *_Nonnull attributes);
    void (*_Nonnull cairo_tag_end)(Cairo *_Nonnull, const char *_Nonnull tag);
    PangoLayout *_Nullable (*_Nonnull pango_cairo_create_layout)(Cairo *_Nonnull);
    void (*_Nonnull pango_cairo_show_layout_line)(Cairo *_Nonnull, PangoLayoutLine *_Nonnull);
    void (*_Nonnull pango_layout_set_text)(PangoLayout *_Nonnull, const char *_Nonnull, int length);
    void (*_Nonnull pango_layout_set_width)(PangoLayout *_Nonnull, int);
    void (*_Nonnull pango_layout_set_wrap)(PangoLayout *_Nonnull, int);
    void (*_Nonnull pango_layout_set_ellipsize)(PangoLayout *_Nonnull, int);
    void (*_Nonnull pango_layout_set_justify)(PangoLayout *_Nonnull, int);
    void (*_Nonnull pango_layout_set_indent)(PangoLayout *_Nonnull, int);
    void (*_Nonnull pango_layout_set_alignment)(PangoLayout *_Nonnull, int);
    void (*_Nonnull pango_layout_set_font_description)(PangoLayout *_Nonnull, const PangoFontDescription *_Nonnull);
    PangoLayoutIter *_Nonnull (*_Nonnull pango_layout_get_iter)(PangoLayout *_Nonnull);
    int (*_Nonnull pango_layout_iter_next_line)(PangoLayoutIter *_Nonnull);
    PangoLayoutLine *_Nonnull (*_Nonnull pango_layout_iter_get_line_readonly)(PangoLayoutIter *_Nonnull);
    int (*_Nonnull pango_layout_iter_get_baseline)(PangoLayoutIter *_Nonnull);
    void (*_Nonnull pango_layout_iter_get_line_extents)(
        PangoLayoutIter *_Nonnull, PangoRectangle *_Nullable ink, PangoRectangle *_Nullable logical);
    void (*_Nonnull pango_layout_iter_free)(PangoLayoutIter *_Nonnull);
    PangoFontDescription *_Nonnull (*_Nonnull pango_font_description_from_string)(const char *_Nonnull);
    void (*_Nonnull pango_font_description_free)(PangoFontDescription *_Nonnull);
    PangoContext *_Nonnull (*_Nonnull pango_layout_get_context)(PangoLayout *_Nonnull);
    void (*_Nonnull pango_context_set_round_glyph_positions)(PangoContext *_Nonnull, int);
    PangoFontMap *_Nonnull (*_Nonnull pango_cairo_font_map_get_default)(void);
    void (*_Nonnull pango_font_map_list_families)(
        PangoFontMap *_Nonnull, PangoFontFamily *_Nonnull *_Nullable *_Nonnull families, int *_Nonnull count);
    const char *_Nonnull (*_Nonnull pango_font_family_get_name)(PangoFontFamily *_Nonnull);
    void (*_Nonnull g_free)(void *_Nullable);
    void (*_Nonnull g_object_unref)(void *_Nonnull);
} Pango;

/// Loads Pango, cairo and what they need, and fills in the functions.
///
/// Not linked: only somebody who makes a PDF needs them.
///
/// Returns 0 when a library cannot be loaded; `dlerror()` then says why.
int pango_load(Pango *_Nonnull pango);
