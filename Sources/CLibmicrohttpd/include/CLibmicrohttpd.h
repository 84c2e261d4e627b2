/* libmicrohttpd, loaded on first use. */
#pragma once
