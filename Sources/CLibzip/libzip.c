#include "CLibzip.h"
#include <dlfcn.h>
#include <pthread.h>

static void *library;

static void load(void) {
    library = dlopen("libzip.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!library) library = dlopen("libzip.so.5", RTLD_NOW | RTLD_LOCAL);
}

static void *find(const char *name) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return library ? dlsym(library, name) : 0;
}

#define FORWARD(result, name, parameters, arguments, failure) \
    result name parameters { \
        static __typeof__(&name) function; \
        if (!function) function = (__typeof__(&name))find(#name); \
        return function ? function arguments : failure; \
    }

#define FORWARD_VOID(name, parameters, arguments) \
    void name parameters { \
        static __typeof__(&name) function; \
        if (!function) function = (__typeof__(&name))find(#name); \
        if (function) function arguments; \
    }

// An archive.
FORWARD(zip_t *, zip_open, (const char *path, int flags, int *error), (path, flags, error), 0)
FORWARD(zip_t *, zip_open_from_source, (zip_source_t *source, int flags, zip_error_t *error), (source, flags, error), 0)
FORWARD(int, zip_close, (zip_t *archive), (archive), -1)
FORWARD_VOID(zip_discard, (zip_t *archive), (archive))
FORWARD(const char *, zip_strerror, (zip_t *archive), (archive), "libzip is missing")
FORWARD(int, zip_set_archive_comment, (zip_t *archive, const char *text, zip_uint16_t length), (archive, text, length), -1)
FORWARD(zip_int64_t, zip_get_num_entries, (zip_t *archive, zip_flags_t flags), (archive, flags), -1)
FORWARD(int, zip_register_progress_callback_with_state,
        (zip_t *archive, double step, zip_progress_callback tell, void (*end)(void *), void *state),
        (archive, step, tell, end, state), -1)
FORWARD(int, zip_register_cancel_callback_with_state,
        (zip_t *archive, zip_cancel_callback ask, void (*end)(void *), void *state), (archive, ask, end, state), -1)

// An entry that is read.
FORWARD(int, zip_stat_index, (zip_t *archive, zip_uint64_t index, zip_flags_t flags, zip_stat_t *status),
        (archive, index, flags, status), -1)
FORWARD(zip_file_t *, zip_fopen_index, (zip_t *archive, zip_uint64_t index, zip_flags_t flags), (archive, index, flags), 0)
FORWARD(zip_int64_t, zip_fread, (zip_file_t *file, void *bytes, zip_uint64_t count), (file, bytes, count), -1)
FORWARD(int, zip_fclose, (zip_file_t *file), (file), -1)

// An entry that is added.
FORWARD(zip_int64_t, zip_file_add, (zip_t *archive, const char *name, zip_source_t *source, zip_flags_t flags),
        (archive, name, source, flags), -1)
FORWARD(int, zip_set_file_compression, (zip_t *archive, zip_uint64_t index, zip_int32_t method, zip_uint32_t level),
        (archive, index, method, level), -1)
FORWARD(int, zip_file_set_dostime,
        (zip_t *archive, zip_uint64_t index, zip_uint16_t time, zip_uint16_t day, zip_flags_t flags),
        (archive, index, time, day, flags), -1)
FORWARD(int, zip_file_set_external_attributes,
        (zip_t *archive, zip_uint64_t index, zip_flags_t flags, zip_uint8_t system, zip_uint32_t attributes),
        (archive, index, flags, system, attributes), -1)

// Where content comes from and goes to.
FORWARD(zip_source_t *, zip_source_buffer, (zip_t *archive, const void *bytes, zip_uint64_t count, int frees),
        (archive, bytes, count, frees), 0)
FORWARD(zip_source_t *, zip_source_buffer_create, (const void *bytes, zip_uint64_t count, int frees, zip_error_t *error),
        (bytes, count, frees, error), 0)
FORWARD(zip_source_t *, zip_source_file, (zip_t *archive, const char *path, zip_uint64_t start, zip_int64_t count),
        (archive, path, start, count), 0)
FORWARD_VOID(zip_source_free, (zip_source_t *source), (source))
FORWARD_VOID(zip_source_keep, (zip_source_t *source), (source))
FORWARD(int, zip_source_open, (zip_source_t *source), (source), -1)
FORWARD(int, zip_source_close, (zip_source_t *source), (source), -1)
FORWARD(int, zip_source_seek, (zip_source_t *source, zip_int64_t offset, int whence), (source, offset, whence), -1)
FORWARD(zip_int64_t, zip_source_tell, (zip_source_t *source), (source), -1)
FORWARD(zip_int64_t, zip_source_read, (zip_source_t *source, void *bytes, zip_uint64_t count), (source, bytes, count), -1)
