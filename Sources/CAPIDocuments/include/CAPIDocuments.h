/* The API descriptions, compiled in: each a name and its bytes, not zero-terminated. */
#include <stddef.h>

typedef struct {
    const char *name;
    const unsigned char *bytes;
    size_t count;
} leadline_document;

/* The embedded document at `index`, or one whose name is NULL behind the last. */
leadline_document leadline_embedded_document(size_t index);
