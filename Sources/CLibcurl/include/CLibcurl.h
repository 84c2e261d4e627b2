/* libcurl, loaded on first use. Its options, lists and variadic functions stay in curl.c: here are plain functions and
   numbers. Times are microseconds from the start of an exchange unless they say otherwise. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A connection to one server, with its cookies. Belongs to one thread at a time. */
typedef struct leadline_curl leadline_curl;

/* Loads and initialises libcurl, once. NULL: it is there; else what is missing. */
const char *leadline_curl_load(void);

/* The content encodings that it decodes, with commas. */
const char *leadline_curl_encodings(void);

enum leadline_curl_version { leadline_curl_any, leadline_curl_http1, leadline_curl_http2, leadline_curl_http2_without_tls };

/* NULL: the system's, or none. */
typedef struct {
    const char *proxy;
    const char *authorities;
    const char *authorities_folder;
    const char *certificate;
    const char *certificate_key;
    /* HOST:PORT:ADDRESS, each followed by a line feed. */
    const char *resolve;
    enum leadline_curl_version version;
    int64_t connect_timeout_ms;
} leadline_curl_settings;

/* NULL: out of memory. */
leadline_curl *leadline_curl_new(const leadline_curl_settings *settings);
void leadline_curl_free(leadline_curl *handle);
void leadline_curl_forget_cookies(leadline_curl *handle);

enum leadline_curl_shape { leadline_curl_without_body, leadline_curl_with_body, leadline_curl_header_only };

typedef struct {
    /* URL, method, header fields as libcurl writes them, and cookies (perhaps empty), each ended by a zero. */
    const char *texts;
    size_t field_count;
    enum leadline_curl_shape shape;
    const void *body;
    size_t body_size;
    int64_t timeout_ms;
    /* Of all header lines of the answer together, in bytes. */
    size_t header_limit;
    /* Whether it may be sent again on a new connection when the old one ends without an answer. */
    bool is_repeatable;
    void *context;
    /* A part of the body. `expected`: the bytes that the header announced, with the first part only, else 0.
       false ends the exchange. */
    bool (*receive)(void *context, const void *bytes, size_t count, int64_t expected);
    /* Asked often; true ends the exchange. */
    bool (*is_cancelled)(void *context);
} leadline_curl_request;

/* Texts are valid until the handle's next request. */
typedef struct {
    /* CURLcode; 0: there is a whole answer. */
    int32_t code;
    int32_t status;
    /* HTTP/1.1 */
    const char *version;
    /* Whether a connection was ready, so that the request began to be sent. */
    bool is_begun;
    /* Whether an earlier request had made the connection. */
    bool is_reused;
    bool is_header_too_large;
    bool is_header_complete;
    /* The header names several lengths, or one that is no number; libcurl takes the last, or reads to the end. */
    bool has_wrong_length;
    /* The end of each phase; 0: it was not reached. */
    int64_t name, connect, tls, pretransfer, first_byte, total;
    /* Of the body as sent over the wire; -1: not known. */
    int64_t received, expected;
    /* OpenSSL's reason why a certificate is not trusted; 0 and 1: none. */
    int32_t verify_result;
    /* errno of a failed connection; 0: none. */
    int32_t system_error;
    /* The proxy's answer to CONNECT; 0: none. */
    int32_t proxy_status;
    /* Of what was connected to; empty: nothing. */
    const char *address;
    /* The lines of the answer's last header, without interim answers and trailers. */
    const char *header;
    size_t header_size;
    /* Where a redirect leads; NULL: nowhere. */
    const char *redirect;
    /* libcurl's own words for a failure, NULL without one; they may hold a server's. */
    const char *message;
} leadline_curl_report;

void leadline_curl_send(leadline_curl *handle, const leadline_curl_request *request, leadline_curl_report *report);

/* Connects anew to the server of the last request without trusting it, sends nothing, and calls back with facts of its
   certificate: `Expire date:Nov 21 10:00:00 2026 GMT`. */
void leadline_curl_read_certificate(
    leadline_curl *handle, void *context, void (*fact)(void *context, const char *fact));

/* The failures that are told apart; curl.c holds them against CURLcode. */
enum {
    leadline_curl_unsupported_protocol = 1,
    leadline_curl_malformed_url = 3,
    leadline_curl_unresolved_proxy = 5,
    leadline_curl_unresolved_host = 6,
    leadline_curl_no_connection = 7,
    leadline_curl_weird_answer = 8,
    leadline_curl_http2_error = 16,
    leadline_curl_partial_file = 18,
    leadline_curl_write_error = 23,
    leadline_curl_out_of_memory = 27,
    leadline_curl_timed_out = 28,
    leadline_curl_tls_error = 35,
    leadline_curl_aborted = 42,
    leadline_curl_nothing_received = 52,
    leadline_curl_send_error = 55,
    leadline_curl_receive_error = 56,
    leadline_curl_bad_certificate_file = 58,
    leadline_curl_not_trusted = 60,
    leadline_curl_bad_encoding = 61,
    leadline_curl_bad_authorities_file = 77,
    leadline_curl_http2_stream_error = 92,
    leadline_curl_proxy_error = 97,
    leadline_curl_certificate_required = 98,
};
