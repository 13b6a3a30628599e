#define CURL_DISABLE_TYPECHECK
#include "CCurl.h"
#include <dlfcn.h>

#define FUNCTION(name) __typeof__(&name) name

static struct {
    FUNCTION(curl_easy_cleanup);
    FUNCTION(curl_easy_getinfo);
    FUNCTION(curl_easy_init);
    FUNCTION(curl_easy_perform);
    FUNCTION(curl_easy_setopt);
    FUNCTION(curl_easy_strerror);
    FUNCTION(curl_global_init);
    FUNCTION(curl_slist_append);
    FUNCTION(curl_slist_free_all);
} lib;

#define LOAD(name) \
    if (!(lib.name = (__typeof__(lib.name))dlsym(library, #name))) return 0

int dinh_curl_start(void) {
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!library) return 0;
    LOAD(curl_easy_cleanup);
    LOAD(curl_easy_getinfo);
    LOAD(curl_easy_init);
    LOAD(curl_easy_perform);
    LOAD(curl_easy_setopt);
    LOAD(curl_easy_strerror);
    LOAD(curl_global_init);
    LOAD(curl_slist_append);
    LOAD(curl_slist_free_all);
    return (lib.curl_global_init)(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

CURL *dinh_curl_new(void) { return (lib.curl_easy_init)(); }

void dinh_curl_free(CURL *handle) { (lib.curl_easy_cleanup)(handle); }

CURLcode dinh_curl_perform(CURL *handle) { return (lib.curl_easy_perform)(handle); }

CURLcode dinh_curl_response_code(CURL *handle, long *code) {
    return (lib.curl_easy_getinfo)(handle, CURLINFO_RESPONSE_CODE, code);
}

const char *dinh_curl_explain(CURLcode code) { return (lib.curl_easy_strerror)(code); }

struct curl_slist *dinh_curl_list_append(struct curl_slist *list, const char *text) {
    return (lib.curl_slist_append)(list, text);
}

void dinh_curl_list_free(struct curl_slist *list) { (lib.curl_slist_free_all)(list); }

CURLcode dinh_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return (lib.curl_easy_setopt)(handle, option, value);
}

CURLcode dinh_curl_set_number(CURL *handle, CURLoption option, long value) {
    return (lib.curl_easy_setopt)(handle, option, value);
}

CURLcode dinh_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return (lib.curl_easy_setopt)(handle, option, value);
}

CURLcode dinh_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return (lib.curl_easy_setopt)(handle, option, value);
}

CURLcode dinh_curl_set_reader(
    CURL *handle, size_t (*reader)(char *buffer, size_t size, size_t count, void *source)) {
    return (lib.curl_easy_setopt)(handle, CURLOPT_READFUNCTION, reader);
}

CURLcode dinh_curl_set_writer(
    CURL *handle, size_t (*writer)(char *buffer, size_t size, size_t count, void *target)) {
    return (lib.curl_easy_setopt)(handle, CURLOPT_WRITEFUNCTION, writer);
}

CURLcode dinh_curl_set_header_writer(
    CURL *handle, size_t (*writer)(char *buffer, size_t size, size_t count, void *target)) {
    return (lib.curl_easy_setopt)(handle, CURLOPT_HEADERFUNCTION, writer);
}

CURLcode dinh_curl_set_progress(
    CURL *handle, int (*progress)(void *target, curl_off_t, curl_off_t, curl_off_t, curl_off_t)) {
    return (lib.curl_easy_setopt)(handle, CURLOPT_XFERINFOFUNCTION, progress);
}
