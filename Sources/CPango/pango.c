#include "CPango.h"
#include <dlfcn.h>

#define LOAD(name) \
    if (!(pango->name = (__typeof__(pango->name))dlsym(library, #name))) return 0

int pango_load(Pango *pango) {
    void *library = dlopen("libpangocairo-1.0.so.0", RTLD_NOW | RTLD_LOCAL);
    if (!library) return 0;
    LOAD(cairo_pdf_surface_create_for_stream);
    LOAD(cairo_pdf_surface_set_metadata);
    LOAD(cairo_pdf_surface_add_outline);
    LOAD(cairo_surface_finish);
    LOAD(cairo_surface_status);
    LOAD(cairo_surface_destroy);
    LOAD(cairo_create);
    LOAD(cairo_destroy);
    LOAD(cairo_status);
    LOAD(cairo_move_to);
    LOAD(cairo_line_to);
    LOAD(cairo_rectangle);
    LOAD(cairo_stroke);
    LOAD(cairo_fill);
    LOAD(cairo_set_source_rgb);
    LOAD(cairo_set_line_width);
    LOAD(cairo_show_page);
    LOAD(cairo_tag_begin);
    LOAD(cairo_tag_end);
    LOAD(pango_cairo_create_layout);
    LOAD(pango_cairo_show_layout_line);
    LOAD(pango_layout_set_text);
    LOAD(pango_layout_set_width);
    LOAD(pango_layout_set_wrap);
    LOAD(pango_layout_set_ellipsize);
    LOAD(pango_layout_set_justify);
    LOAD(pango_layout_set_indent);
    LOAD(pango_layout_set_alignment);
    LOAD(pango_layout_set_font_description);
    LOAD(pango_layout_get_iter);
    LOAD(pango_layout_iter_next_line);
    LOAD(pango_layout_iter_get_line_readonly);
    LOAD(pango_layout_iter_get_baseline);
    LOAD(pango_layout_iter_get_line_extents);
    LOAD(pango_layout_iter_free);
    LOAD(pango_font_description_from_string);
    LOAD(pango_font_description_free);
    LOAD(pango_layout_get_context);
    LOAD(pango_context_set_round_glyph_positions);
    LOAD(pango_cairo_font_map_get_default);
    LOAD(pango_font_map_list_families);
    LOAD(pango_font_family_get_name);
    LOAD(g_free);
    LOAD(g_object_unref);
    return 1;
}
