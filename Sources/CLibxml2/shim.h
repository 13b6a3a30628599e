#pragma once

// libxml2 as Debian builds it names ICU's types in encoding.h, and ICU's headers clash with the copy inside Foundation.
// Only a private pointer pair at the end of a struct depends on this, which nobody here allocates.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>
