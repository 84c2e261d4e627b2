#define _GNU_SOURCE
#include "CLibcurl.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Loading */

#define FUNCTIONS(X) \
    X(global_init) X(version_info) X(easy_init) X(easy_duphandle) X(easy_setopt) X(easy_perform) X(easy_getinfo) \
    X(easy_strerror) X(easy_cleanup) X(slist_append) X(slist_free_all)

#define POINTER(name) __typeof__(curl_##name) *name;
static struct { FUNCTIONS(POINTER) } curl;

static pthread_once_t loading = PTHREAD_ONCE_INIT;
static char missing[256];
static char encodings[32];

static void load(void) {
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        const char *reason = dlerror();
        snprintf(missing, sizeof missing, "%s", reason ? reason : "libcurl.so.4 cannot be loaded");
        return;
    }
#define FIND(name) \
    curl.name = (__typeof__(curl.name))dlsym(library, "curl_" #name); \
    if (!curl.name) snprintf(missing, sizeof missing, "libcurl.so.4 has no curl_" #name);
    FUNCTIONS(FIND)
    if (missing[0]) return;
    /* The first version whose option tells when a request begins is 7.80; 7.85 names protocols as texts. */
    curl_version_info_data *version = curl.version_info(CURLVERSION_NOW);
    if (version->version_num < 0x075500) {
        snprintf(missing, sizeof missing, "libcurl.so.4 is %s, and 7.85 or later is needed", version->version);
        return;
    }
    snprintf(
        encodings, sizeof encodings, "gzip, deflate%s%s", version->features & CURL_VERSION_BROTLI ? ", br" : "",
        version->features & CURL_VERSION_ZSTD ? ", zstd" : "");
    if (curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        snprintf(missing, sizeof missing, "libcurl.so.4 cannot be initialised");
    }
}

const char *leadline_curl_load(void) {
    pthread_once(&loading, load);
    return missing[0] ? missing : NULL;
}

const char *leadline_curl_encodings(void) { return encodings; }

/* Handles */

struct leadline_curl {
    CURL *easy;
    struct curl_slist *resolve;
    const leadline_curl_request *request;
    /* What the handle is set to, so that it is set again only where it changes. */
    enum leadline_curl_shape shape;
    char method[32];
    bool has_cookies;
    int64_t timeout_ms;
    /* The fields of the request under way: libcurl reads the list, and does not keep it. */
    struct curl_slist *fields;
    size_t field_room;
    /* The lines of the answer's header. */
    char *header;
    size_t header_size, header_room, header_total;
    bool is_in_header, is_header_too_large, has_received, has_wrong_length;
    /* What the header says; -1: nothing yet. */
    int64_t length;
    /* How often a connection was ready for the request. */
    int begun;
    char message[CURL_ERROR_SIZE];
};

static void set_number(leadline_curl *handle, CURLoption option, long value) {
    curl.easy_setopt(handle->easy, option, value);
}

static void set_text(leadline_curl *handle, CURLoption option, const char *value) {
    curl.easy_setopt(handle->easy, option, value);
}

static int64_t number(leadline_curl *handle, CURLINFO info) {
    long value = 0;
    curl.easy_getinfo(handle->easy, info, &value);
    return value;
}

static int64_t large_number(leadline_curl *handle, CURLINFO info) {
    curl_off_t value = 0;
    curl.easy_getinfo(handle->easy, info, &value);
    return value;
}

/* Callbacks */

static size_t receive(char *bytes, size_t size, size_t count, void *context) {
    leadline_curl *handle = context;
    const leadline_curl_request *request = handle->request;
    if (!request) return CURL_WRITEFUNC_ERROR;
    int64_t expected = handle->has_received ? 0 : large_number(handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T);
    handle->has_received = true;
    return request->receive(request->context, bytes, size * count, expected) ? size * count : CURL_WRITEFUNC_ERROR;
}

/* Looks at a line of the header whose field tells the length of the body. */
static void check_length(leadline_curl *handle, const char *line, size_t size) {
    static const char name[] = "content-length:";
    if (size <= sizeof name || strncasecmp(line, name, sizeof name - 1) != 0) return;
    const char *end = line + size;
    const char *digit = line + sizeof name - 1;
    while (digit < end && (*digit == ' ' || *digit == '\t')) digit++;
    int64_t length = 0;
    const char *first = digit;
    for (; digit < end && *digit >= '0' && *digit <= '9' && length < INT64_MAX / 10 - 1; digit++) {
        length = 10 * length + (*digit - '0');
    }
    bool is_number = digit > first;
    while (digit < end && (*digit == ' ' || *digit == '\t' || *digit == '\r' || *digit == '\n')) digit++;
    if (!is_number || digit < end || (handle->length >= 0 && handle->length != length)) handle->has_wrong_length = true;
    handle->length = length;
}

/* A header begins with its status line and ends with an empty one; an interim answer's is replaced by the next, and
   trailers are outside of any. */
static size_t receive_header(char *bytes, size_t size, size_t count, void *context) {
    leadline_curl *handle = context;
    size_t length = size * count;
    if (!handle->request) return CURL_WRITEFUNC_ERROR;
    handle->header_total += length;
    handle->is_header_too_large = handle->header_total > handle->request->header_limit;
    if (handle->is_header_too_large) return CURL_WRITEFUNC_ERROR;
    if (!handle->is_in_header && !handle->has_received && length > 5 && memcmp(bytes, "HTTP/", 5) == 0) {
        handle->is_in_header = true;
        handle->header_size = 0;
        handle->has_wrong_length = false;
        handle->length = -1;
    }
    if (!handle->is_in_header) return length;
    check_length(handle, bytes, length);
    if (length <= 2 && (bytes[0] == '\r' || bytes[0] == '\n')) handle->is_in_header = false;
    if (handle->header_room < handle->header_size + length) {
        size_t room = 2 * (handle->header_size + length) + 1024;
        char *grown = realloc(handle->header, room);
        if (!grown) return CURL_WRITEFUNC_ERROR;
        handle->header = grown;
        handle->header_room = room;
    }
    memcpy(handle->header + handle->header_size, bytes, length);
    handle->header_size += length;
    return length;
}

static int look_at_progress(void *context, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d) {
    (void)a; (void)b; (void)c; (void)d;
    const leadline_curl_request *request = ((leadline_curl *)context)->request;
    return request->is_cancelled(request->context) ? 1 : 0;
}

/* libcurl sends a request again when a connection that was used before ends without an answer; nobody knows whether the
   server has acted by then. */
static int begin(void *context, char *address, char *local_address, int port, int local_port) {
    (void)address; (void)local_address; (void)port; (void)local_port;
    leadline_curl *handle = context;
    handle->begun++;
    return handle->begun > 1 && !handle->request->is_repeatable ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

/* Making */

static struct curl_slist *lines(const char *text) {
    struct curl_slist *list = NULL;
    char *copy = strdup(text);
    char *rest = NULL;
    for (char *line = copy ? strtok_r(copy, "\n", &rest) : NULL; line; line = strtok_r(NULL, "\n", &rest)) {
        struct curl_slist *longer = curl.slist_append(list, line);
        if (longer) list = longer;
    }
    free(copy);
    return list;
}

static void set_callbacks(leadline_curl *handle) {
    CURL *easy = handle->easy;
    curl.easy_setopt(easy, CURLOPT_WRITEFUNCTION, receive);
    curl.easy_setopt(easy, CURLOPT_WRITEDATA, handle);
    curl.easy_setopt(easy, CURLOPT_HEADERFUNCTION, receive_header);
    curl.easy_setopt(easy, CURLOPT_HEADERDATA, handle);
    curl.easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, look_at_progress);
    curl.easy_setopt(easy, CURLOPT_XFERINFODATA, handle);
    curl.easy_setopt(easy, CURLOPT_PREREQFUNCTION, begin);
    curl.easy_setopt(easy, CURLOPT_PREREQDATA, handle);
    curl.easy_setopt(easy, CURLOPT_ERRORBUFFER, handle->message);
    set_number(handle, CURLOPT_NOPROGRESS, 0);
}

static void set_connection(leadline_curl *handle, const leadline_curl_settings *settings) {
    static const long versions[] = {
        [leadline_curl_any] = CURL_HTTP_VERSION_2TLS, [leadline_curl_http1] = CURL_HTTP_VERSION_1_1,
        [leadline_curl_http2] = CURL_HTTP_VERSION_2TLS,
        [leadline_curl_http2_without_tls] = CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE,
    };
    set_number(handle, CURLOPT_HTTP_VERSION, versions[settings->version]);
    set_number(handle, CURLOPT_CONNECTTIMEOUT_MS, settings->connect_timeout_ms);
    /* Empty texts: none, whatever the environment says; it has been asked already. */
    set_text(handle, CURLOPT_PROXY, settings->proxy ? settings->proxy : "");
    set_text(handle, CURLOPT_NOPROXY, "");
    if (settings->authorities) set_text(handle, CURLOPT_CAINFO, settings->authorities);
    if (settings->authorities) set_text(handle, CURLOPT_PROXY_CAINFO, settings->authorities);
    if (settings->authorities_folder) set_text(handle, CURLOPT_CAPATH, settings->authorities_folder);
    set_text(handle, CURLOPT_SSLCERT, settings->certificate);
    set_text(handle, CURLOPT_SSLKEY, settings->certificate_key);
    handle->resolve = settings->resolve ? lines(settings->resolve) : NULL;
    curl.easy_setopt(handle->easy, CURLOPT_RESOLVE, handle->resolve);
}

leadline_curl *leadline_curl_new(const leadline_curl_settings *settings) {
    leadline_curl *handle = calloc(1, sizeof *handle);
    if (!handle) return NULL;
    handle->easy = curl.easy_init();
    if (!handle->easy) {
        free(handle);
        return NULL;
    }
    set_callbacks(handle);
    set_connection(handle, settings);
    /* Threads and signals do not go together; without it each request sets and resets SIGPIPE, too. */
    set_number(handle, CURLOPT_NOSIGNAL, 1);
    /* A name server that does not answer must not keep a request beyond its time-out. */
    set_number(handle, CURLOPT_QUICK_EXIT, 1);
    set_number(handle, CURLOPT_PATH_AS_IS, 1);
    set_number(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1);
    set_number(handle, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
    set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    /* Empty texts: all encodings that libcurl has; cookies without a file. */
    set_text(handle, CURLOPT_ACCEPT_ENCODING, "");
    set_text(handle, CURLOPT_COOKIEFILE, "");
    set_number(handle, CURLOPT_HTTPGET, 1);
    strcpy(handle->method, "GET");
    return handle;
}

void leadline_curl_free(leadline_curl *handle) {
    curl.easy_cleanup(handle->easy);
    curl.slist_free_all(handle->resolve);
    free(handle->fields);
    free(handle->header);
    free(handle);
}

void leadline_curl_forget_cookies(leadline_curl *handle) { set_text(handle, CURLOPT_COOKIELIST, "ALL"); }

/* Requests */

static void set_method(leadline_curl *handle, enum leadline_curl_shape shape, const char *method) {
    if (shape == handle->shape && strcmp(method, handle->method) == 0) return;
    static const struct { CURLoption option; const char *method; } shapes[] = {
        [leadline_curl_without_body] = {CURLOPT_HTTPGET, "GET"},
        [leadline_curl_with_body] = {CURLOPT_POST, "POST"},
        [leadline_curl_header_only] = {CURLOPT_NOBODY, "HEAD"},
    };
    set_number(handle, shapes[shape].option, 1);
    set_text(handle, CURLOPT_CUSTOMREQUEST, strcmp(method, shapes[shape].method) == 0 ? NULL : method);
    handle->shape = shape;
    /* One that does not fit is never the same as the next. */
    snprintf(handle->method, sizeof handle->method, "%s", method);
}

/* Returns what stands behind the fields; NULL: out of memory. */
static const char *set_fields(leadline_curl *handle, const char *text, size_t count) {
    if (handle->field_room < count) {
        struct curl_slist *grown = realloc(handle->fields, (count + 8) * sizeof *grown);
        if (!grown) return NULL;
        handle->fields = grown;
        handle->field_room = count + 8;
    }
    for (size_t index = 0; index < count; index++) {
        handle->fields[index].data = (char *)text;
        handle->fields[index].next = index + 1 < count ? &handle->fields[index + 1] : NULL;
        text += strlen(text) + 1;
    }
    curl.easy_setopt(handle->easy, CURLOPT_HTTPHEADER, count > 0 ? handle->fields : NULL);
    return text;
}

static bool set_request(leadline_curl *handle, const leadline_curl_request *request) {
    const char *url = request->texts;
    const char *method = url + strlen(url) + 1;
    const char *cookies = set_fields(handle, method + strlen(method) + 1, request->field_count);
    if (!cookies) return false;
    set_text(handle, CURLOPT_URL, url);
    set_method(handle, request->shape, method);
    if (cookies[0] || handle->has_cookies) set_text(handle, CURLOPT_COOKIE, cookies[0] ? cookies : NULL);
    handle->has_cookies = cookies[0];
    if (request->shape == leadline_curl_with_body) {
        curl.easy_setopt(handle->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_size);
        set_text(handle, CURLOPT_POSTFIELDS, request->body ? request->body : "");
    }
    if (request->timeout_ms != handle->timeout_ms) set_number(handle, CURLOPT_TIMEOUT_MS, request->timeout_ms);
    handle->timeout_ms = request->timeout_ms;
    return true;
}

static const char *version_name(int64_t version) {
    switch (version) {
    case CURL_HTTP_VERSION_1_0: return "HTTP/1.0";
    case CURL_HTTP_VERSION_2_0: return "HTTP/2";
    default: return "HTTP/1.1";
    }
}

static void write_report(leadline_curl *handle, leadline_curl_report *report) {
    report->status = (int32_t)number(handle, CURLINFO_RESPONSE_CODE);
    report->version = version_name(number(handle, CURLINFO_HTTP_VERSION));
    report->is_begun = handle->begun > 0;
    report->is_reused = report->is_begun && number(handle, CURLINFO_NUM_CONNECTS) == 0;
    report->is_header_too_large = handle->is_header_too_large;
    report->has_wrong_length = handle->has_wrong_length;
    report->is_header_complete = handle->header_size > 0 && !handle->is_in_header && report->status >= 200;
    report->name = large_number(handle, CURLINFO_NAMELOOKUP_TIME_T);
    report->connect = large_number(handle, CURLINFO_CONNECT_TIME_T);
    report->tls = large_number(handle, CURLINFO_APPCONNECT_TIME_T);
    report->pretransfer = large_number(handle, CURLINFO_PRETRANSFER_TIME_T);
    report->first_byte = large_number(handle, CURLINFO_STARTTRANSFER_TIME_T);
    report->total = large_number(handle, CURLINFO_TOTAL_TIME_T);
    curl.easy_getinfo(handle->easy, CURLINFO_PRIMARY_IP, &report->address);
    report->header = handle->header;
    report->header_size = handle->header_size;
    if (report->status / 100 == 3) curl.easy_getinfo(handle->easy, CURLINFO_REDIRECT_URL, &report->redirect);
    if (report->code == CURLE_OK) return;
    report->message = handle->message[0] ? handle->message : curl.easy_strerror((CURLcode)report->code);
    report->received = large_number(handle, CURLINFO_SIZE_DOWNLOAD_T);
    report->expected = large_number(handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T);
    report->verify_result = (int32_t)number(handle, CURLINFO_SSL_VERIFYRESULT);
    report->system_error = (int32_t)number(handle, CURLINFO_OS_ERRNO);
    report->proxy_status = (int32_t)number(handle, CURLINFO_HTTP_CONNECTCODE);
}

void leadline_curl_send(leadline_curl *handle, const leadline_curl_request *request, leadline_curl_report *report) {
    handle->request = request;
    handle->header_size = handle->header_total = 0;
    handle->is_in_header = handle->is_header_too_large = handle->has_received = handle->has_wrong_length = false;
    handle->begun = 0;
    handle->message[0] = 0;
    *report = (leadline_curl_report){.address = "", .version = "HTTP/1.1"};
    bool is_set = set_request(handle, request);
    report->code = is_set ? (int32_t)curl.easy_perform(handle->easy) : (int32_t)CURLE_OUT_OF_MEMORY;
    write_report(handle, report);
    handle->request = NULL;
}

void leadline_curl_read_certificate(
    leadline_curl *handle, void *context, void (*fact)(void *context, const char *fact)
) {
    CURL *probe = curl.easy_duphandle(handle->easy);
    if (!probe) return;
    curl.easy_setopt(probe, CURLOPT_SSL_VERIFYPEER, 0L);
    curl.easy_setopt(probe, CURLOPT_SSL_VERIFYHOST, 0L);
    curl.easy_setopt(probe, CURLOPT_SSLCERT, NULL);
    curl.easy_setopt(probe, CURLOPT_SSLKEY, NULL);
    curl.easy_setopt(probe, CURLOPT_CONNECT_ONLY, 1L);
    curl.easy_setopt(probe, CURLOPT_CERTINFO, 1L);
    curl.easy_setopt(probe, CURLOPT_TIMEOUT_MS, 3000L);
    /* These look at the request, which has ended, and belong to it. */
    curl.easy_setopt(probe, CURLOPT_HTTPHEADER, NULL);
    curl.easy_setopt(probe, CURLOPT_NOPROGRESS, 1L);
    curl.easy_setopt(probe, CURLOPT_PREREQFUNCTION, NULL);
    curl.easy_setopt(probe, CURLOPT_ERRORBUFFER, NULL);
    struct curl_certinfo *chain = NULL;
    if (curl.easy_perform(probe) == CURLE_OK
        && curl.easy_getinfo(probe, CURLINFO_CERTINFO, &chain) == CURLE_OK && chain && chain->num_of_certs > 0) {
        for (struct curl_slist *line = chain->certinfo[0]; line; line = line->next) fact(context, line->data);
    }
    curl.easy_cleanup(probe);
}

#define SAME(ours, theirs) _Static_assert((int)leadline_curl_##ours == (int)CURLE_##theirs, #theirs);
SAME(unsupported_protocol, UNSUPPORTED_PROTOCOL)
SAME(malformed_url, URL_MALFORMAT)
SAME(unresolved_proxy, COULDNT_RESOLVE_PROXY)
SAME(unresolved_host, COULDNT_RESOLVE_HOST)
SAME(no_connection, COULDNT_CONNECT)
SAME(weird_answer, WEIRD_SERVER_REPLY)
SAME(http2_error, HTTP2)
SAME(partial_file, PARTIAL_FILE)
SAME(write_error, WRITE_ERROR)
SAME(out_of_memory, OUT_OF_MEMORY)
SAME(timed_out, OPERATION_TIMEDOUT)
SAME(tls_error, SSL_CONNECT_ERROR)
SAME(aborted, ABORTED_BY_CALLBACK)
SAME(nothing_received, GOT_NOTHING)
SAME(send_error, SEND_ERROR)
SAME(receive_error, RECV_ERROR)
SAME(bad_certificate_file, SSL_CERTPROBLEM)
SAME(not_trusted, PEER_FAILED_VERIFICATION)
SAME(bad_encoding, BAD_CONTENT_ENCODING)
SAME(bad_authorities_file, SSL_CACERT_BADFILE)
SAME(http2_stream_error, HTTP2_STREAM)
SAME(proxy_error, PROXY)
SAME(certificate_required, SSL_CLIENTCERT)
