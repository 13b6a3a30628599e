#pragma once

/// libzip's own functions, found when the first of them is called.
///
/// Not linked: it brings OpenSSL with it, 2 MiB for a server that shows pages, and only documents, backups and
/// downloads are archives. Where the library is missing each function fails as it does without memory.
#define ZIP_EXTERN __attribute__((visibility("hidden")))
#include <zip.h>
