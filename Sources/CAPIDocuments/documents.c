#include "CAPIDocuments.h"

static const unsigned char dealerstudio[] = {
#embed "documents/dealerstudio.yaml"
};

static const unsigned char drivly[] = {
#embed "documents/drivly.yaml"
};

static const leadline_document embedded[] = {
    {"dealerstudio", dealerstudio, sizeof dealerstudio},
    {"drivly", drivly, sizeof drivly},
};

leadline_document leadline_embedded_document(size_t index) {
    if (index < sizeof embedded / sizeof embedded[0]) return embedded[index];
    return (leadline_document){NULL, NULL, 0};
}
