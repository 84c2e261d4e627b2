#define _GNU_SOURCE
#include "CLibmicrohttpd.h"

#include <dlfcn.h>
#include <errno.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* The library */

#define FUNCTIONS(X) \
    X(MHD_start_daemon) X(MHD_quiesce_daemon) X(MHD_stop_daemon) X(MHD_get_connection_info) \
    X(MHD_get_connection_values_n) X(MHD_create_response_from_buffer) X(MHD_create_response_from_callback) \
    X(MHD_add_response_header) X(MHD_queue_response) X(MHD_destroy_response)

#define POINTER(name) __typeof__(name) *name;
static struct { FUNCTIONS(POINTER) } mhd;
static char failure[512];

static void load(void) {
    void *library = dlopen("libmicrohttpd.so.12", RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        strncpy(failure, dlerror(), sizeof failure - 1);
        return;
    }
#define FIND(name) \
    if (!(mhd.name = (__typeof__(name) *)dlsym(library, #name))) strcpy(failure, "libmicrohttpd.so.12 has no " #name);
    FUNCTIONS(FIND)
}

const char *leadline_server_load(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return failure[0] ? failure : NULL;
}

/* Servers, connections and requests */

struct leadline_exchange {
    leadline_server *server;
    leadline_exchange *previous, *next;
    struct MHD_Connection *connection;
    int descriptor;
    /* When the client's turn ends, in milliseconds of the monotonic clock; 0: it is ours. */
    _Atomic int64_t deadline;
    /* Whether it is to send something. */
    _Atomic bool listens;
    /* Of the request under way. Room is kept for the next one. */
    char *target;
    size_t target_room;
    const char *target_end;
    leadline_field *fields;
    size_t field_count, field_room;
    void *request;
    bool is_begun, is_answered;
    struct MHD_Response *response;
};

struct leadline_server {
    struct MHD_Daemon *daemon;
    int listener;
    leadline_handler handler;
    int64_t patience;
    _Atomic bool is_quiet;
    _Atomic int64_t under_way;
    /* Guards the list of the connections. */
    pthread_mutex_t lock;
    leadline_exchange *first;
};

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void client_turn(leadline_exchange *exchange, bool listens) {
    exchange->listens = listens;
    exchange->deadline = now() + exchange->server->patience;
}

static void open_connection(leadline_server *server, struct MHD_Connection *connection, void **context) {
    leadline_exchange *exchange = calloc(1, sizeof *exchange);
    *context = exchange;
    if (!exchange) return;
    exchange->server = server;
    exchange->connection = connection;
    exchange->descriptor =
        mhd.MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    client_turn(exchange, true);
    pthread_mutex_lock(&server->lock);
    exchange->next = server->first;
    if (server->first) server->first->previous = exchange;
    server->first = exchange;
    pthread_mutex_unlock(&server->lock);
}

static void close_connection(leadline_server *server, leadline_exchange *exchange) {
    pthread_mutex_lock(&server->lock);
    if (exchange->previous) exchange->previous->next = exchange->next;
    else server->first = exchange->next;
    if (exchange->next) exchange->next->previous = exchange->previous;
    pthread_mutex_unlock(&server->lock);
    free(exchange->target);
    free(exchange->fields);
    free(exchange);
}

static void connection_changed(
    void *server, struct MHD_Connection *connection, void **context, enum MHD_ConnectionNotificationCode code) {
    if (code == MHD_CONNECTION_NOTIFY_STARTED) open_connection(server, connection, context);
    else if (*context) close_connection(server, *context);
}

/* The request line is there. Its target is kept as it is: the library decodes it where it stands. */
static void *request_begun(void *context, const char *target, struct MHD_Connection *connection) {
    leadline_server *server = context;
    leadline_exchange *exchange =
        mhd.MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
    if (!exchange || !target) return NULL;
    size_t room = strlen(target) + 1;
    if (room > exchange->target_room) {
        char *grown = realloc(exchange->target, room);
        if (!grown) return NULL;
        exchange->target = grown;
        exchange->target_room = room;
    }
    memcpy(exchange->target, target, room);
    exchange->target_end = target + room - 1;
    server->under_way++;
    return exchange;
}

static void request_over(
    void *context, struct MHD_Connection *connection, void **request, enum MHD_RequestTerminationCode code) {
    (void)connection, (void)code;
    leadline_server *server = context;
    leadline_exchange *exchange = *request;
    if (!exchange) return;
    if (exchange->request) server->handler.end(exchange->request);
    if (exchange->response) mhd.MHD_destroy_response(exchange->response);
    exchange->request = NULL;
    exchange->response = NULL;
    exchange->is_begun = exchange->is_answered = false;
    client_turn(exchange, true);
    server->under_way--;
}

/* The library reads lines as texts that end with 0, where they stand: what it has not seen behind a NUL lies between two of
   its texts, and a field that goes on in the next line was moved. Nothing but what ends lines and blanks may be there. */
static bool is_hidden(const char *from, const char *to) {
    if (to < from) return true;
    for (int zeros = 0; from < to; from++) {
        zeros = *from == 0 ? zeros + 1 : 0;
        if (zeros > 2 || (*from != 0 && !strchr("\r\n \t", *from))) return true;
    }
    return false;
}

static bool is_mangled(const leadline_exchange *exchange, const char *version) {
    if (version != exchange->target_end + 1) return true;
    const char *end = NULL;
    for (size_t index = 0; index < exchange->field_count; index++) {
        const leadline_field *field = &exchange->fields[index];
        if (end && is_hidden(end, field->name)) return true;
        if (is_hidden(field->name + field->name_length, field->value)) return true;
        end = field->value + field->value_length;
    }
    /* Behind the last one there are at least two ends of lines. */
    return end && end[1] != 0;
}

static enum MHD_Result add_field(
    void *context, enum MHD_ValueKind kind, const char *name, size_t name_length, const char *value,
    size_t value_length) {
    (void)kind;
    leadline_exchange *exchange = context;
    if (exchange->field_count == exchange->field_room) {
        size_t room = exchange->field_room ? exchange->field_room * 2 : 16;
        leadline_field *grown = realloc(exchange->fields, room * sizeof *grown);
        if (!grown) return MHD_NO;
        exchange->fields = grown;
        exchange->field_room = room;
    }
    exchange->fields[exchange->field_count++] =
        (leadline_field){name ? name : "", name_length, value ? value : "", value_length};
    return MHD_YES;
}

static enum MHD_Result begin(leadline_exchange *exchange, const char *method, const char *version) {
    exchange->is_begun = true;
    exchange->field_count = 0;
    mhd.MHD_get_connection_values_n(exchange->connection, MHD_HEADER_KIND, add_field, exchange);
    leadline_head head = {
        .method = method, .target = exchange->target, .version = version, .fields = exchange->fields,
        .count = exchange->field_count, .is_mangled = is_mangled(exchange, version)};
    leadline_handler *handler = &exchange->server->handler;
    exchange->request = handler->begin(handler->context, exchange, &head);
    return exchange->request || exchange->is_answered ? MHD_YES : MHD_NO;
}

/* Called when the head is there, for each part of the body, and when all of it is there. */
static enum MHD_Result handle(
    void *context, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
    const char *bytes, size_t *count, void **request) {
    (void)connection, (void)url;
    leadline_server *server = context;
    leadline_exchange *exchange = *request;
    if (!exchange) return MHD_NO;
    if (!exchange->is_begun) {
        client_turn(exchange, true);
        return begin(exchange, method, version);
    }
    if (*count > 0) {
        client_turn(exchange, true);
        bool goes_on = server->handler.take(exchange->request, exchange, bytes, *count);
        *count = 0;
        return goes_on ? MHD_YES : MHD_NO;
    }
    exchange->listens = false;
    exchange->deadline = 0;
    server->handler.answer(exchange->request, exchange);
    return exchange->is_answered ? MHD_YES : MHD_NO;
}

/* Answers */

/* A body that is never asked for: that of an answer to HEAD. */
static ssize_t no_body(void *context, uint64_t place, char *bytes, size_t count) {
    (void)context, (void)place, (void)bytes, (void)count;
    return MHD_CONTENT_READER_END_WITH_ERROR;
}

void leadline_exchange_begin_answer(leadline_exchange *exchange, const void *body, size_t count, uint64_t length) {
    if (exchange->response) mhd.MHD_destroy_response(exchange->response);
    exchange->response = count == 0 && length > 0
        ? mhd.MHD_create_response_from_callback(length, 1024, no_body, NULL, NULL)
        : mhd.MHD_create_response_from_buffer(count, (void *)body, MHD_RESPMEM_MUST_COPY);
}

void leadline_exchange_add_field(leadline_exchange *exchange, const char *name, const char *value) {
    if (exchange->response) mhd.MHD_add_response_header(exchange->response, name, value);
}

void leadline_exchange_answer(leadline_exchange *exchange, uint32_t status, bool closes) {
    if (!exchange->response) return;
    if (closes || exchange->server->is_quiet) {
        mhd.MHD_add_response_header(exchange->response, MHD_HTTP_HEADER_CONNECTION, "close");
    }
    exchange->is_answered = mhd.MHD_queue_response(exchange->connection, status, exchange->response) == MHD_YES;
    client_turn(exchange, false);
}

void leadline_exchange_send_bytes(leadline_exchange *exchange, const void *bytes, size_t count) {
    (void)!send(exchange->descriptor, bytes, count, MSG_NOSIGNAL | MSG_DONTWAIT);
}

/* Starting and stopping */

leadline_server *leadline_server_start(
    int32_t listener, bool is_concurrent, uint32_t connections, int64_t patience, const leadline_handler *handler) {
    leadline_server *server = calloc(1, sizeof *server);
    if (!server) return NULL;
    server->listener = listener;
    server->handler = *handler;
    server->patience = patience;
    pthread_mutex_init(&server->lock, NULL);
    unsigned flags = MHD_USE_SUPPRESS_DATE_NO_CLOCK | MHD_USE_ITC;
    flags |= is_concurrent ? MHD_USE_THREAD_PER_CONNECTION | MHD_USE_POLL_INTERNAL_THREAD : MHD_USE_EPOLL_INTERNAL_THREAD;
    server->daemon = mhd.MHD_start_daemon(
        flags, 0, NULL, NULL, handle, server, MHD_OPTION_LISTEN_SOCKET, (MHD_socket)listener,
        MHD_OPTION_NOTIFY_CONNECTION, connection_changed, server, MHD_OPTION_URI_LOG_CALLBACK, request_begun, server,
        MHD_OPTION_NOTIFY_COMPLETED, request_over, server, MHD_OPTION_CONNECTION_LIMIT, (unsigned)connections,
        /* Room for the head of a request. The library clears all of it before each: more would cost more than all else. */
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)64 << 10, MHD_OPTION_THREAD_STACK_SIZE, (size_t)8 << 20,
        MHD_OPTION_END);
    if (server->daemon) return server;
    pthread_mutex_destroy(&server->lock);
    free(server);
    return NULL;
}

/* Whether the other end has closed, and nothing is left to read. The library does not see it where the end came together with
   the last bytes: epoll tells of both at once, and only once. */
static bool is_closed(const leadline_exchange *exchange) {
    char byte;
    return exchange->listens && recv(exchange->descriptor, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

void leadline_server_sweep(leadline_server *server) {
    int64_t time = now();
    pthread_mutex_lock(&server->lock);
    for (leadline_exchange *exchange = server->first; exchange; exchange = exchange->next) {
        int64_t deadline = exchange->deadline;
        bool is_late = deadline != 0 && deadline < time;
        if (is_late || is_closed(exchange)) shutdown(exchange->descriptor, SHUT_RDWR);
    }
    pthread_mutex_unlock(&server->lock);
}

void leadline_server_quiesce(leadline_server *server) {
    server->is_quiet = true;
    mhd.MHD_quiesce_daemon(server->daemon);
    close(server->listener);
}

int64_t leadline_server_under_way(leadline_server *server) { return server->under_way; }

void leadline_server_stop(leadline_server *server) {
    mhd.MHD_stop_daemon(server->daemon);
    pthread_mutex_destroy(&server->lock);
    free(server);
}
