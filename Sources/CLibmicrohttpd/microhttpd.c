#include "CLibmicrohttpd.h"
