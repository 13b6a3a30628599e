#pragma once
#include <curl/curl.h>
#include <stddef.h>

// What the portal needs of libcurl. Loaded with the first mail or sign-in, not linked: a server whose site has neither, and
// each command, would pay for libcurl and the thirty libraries behind it. All but dinh_curl_start() need its success.

/// Loads libcurl and prepares it. Returns 0 when it cannot be loaded; `dlerror()` then says why.
int dinh_curl_start(void);

CURL *_Nullable dinh_curl_new(void);
void dinh_curl_free(CURL *_Nonnull handle);
CURLcode dinh_curl_perform(CURL *_Nonnull handle);
CURLcode dinh_curl_response_code(CURL *_Nonnull handle, long *_Nonnull code);
const char *_Nonnull dinh_curl_explain(CURLcode code);

struct curl_slist *_Nullable dinh_curl_list_append(struct curl_slist *_Nullable list, const char *_Nonnull text);
void dinh_curl_list_free(struct curl_slist *_Nullable list);

// Swift does not call variadic functions: one function for each kind of value.
CURLcode dinh_curl_set_text(CURL *_Nonnull handle, CURLoption option, const char *_Nonnull value);
CURLcode dinh_curl_set_number(CURL *_Nonnull handle, CURLoption option, long value);
CURLcode dinh_curl_set_list(CURL *_Nonnull handle, CURLoption option, struct curl_slist *_Nullable value);
CURLcode dinh_curl_set_pointer(CURL *_Nonnull handle, CURLoption option, void *_Nullable value);
CURLcode dinh_curl_set_reader(
    CURL *_Nonnull handle,
    size_t (*_Nonnull reader)(char *_Nullable buffer, size_t size, size_t count, void *_Nullable source));
CURLcode dinh_curl_set_writer(
    CURL *_Nonnull handle,
    size_t (*_Nonnull writer)(char *_Nullable buffer, size_t size, size_t count, void *_Nullable target));
CURLcode dinh_curl_set_header_writer(
    CURL *_Nonnull handle,
    size_t (*_Nonnull writer)(char *_Nullable buffer, size_t size, size_t count, void *_Nullable target));
CURLcode dinh_curl_set_progress(
    CURL *_Nonnull handle,
    int (*_Nonnull progress)(void *_Nullable target, curl_off_t, curl_off_t, curl_off_t, curl_off_t));
