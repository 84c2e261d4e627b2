/* libmicrohttpd as a server on loopback, loaded on first use: plain functions, nothing variadic. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct leadline_server leadline_server;
/* One request and its answer; belongs to the thread of its connection. */
typedef struct leadline_exchange leadline_exchange;

/* A header field, not ending with 0. */
typedef struct {
    const char *name;
    size_t name_length;
    const char *value;
    size_t value_length;
} leadline_field;

/* What stands before a request's body; valid during `begin`. */
typedef struct {
    const char *method;
    /* As it stands in the request line. */
    const char *target;
    /* `HTTP/1.1` */
    const char *version;
    const leadline_field *fields;
    size_t count;
    /* The library has parsed away what is not allowed in a header: NUL, or a field that goes on in the next line. */
    bool is_mangled;
} leadline_head;

/* What a server asks; of several threads at once where it is concurrent. */
typedef struct {
    void *context;
    /* A request's head is there. Hands back what the others are given, or NULL after an answer. */
    void *(*begin)(void *context, leadline_exchange *exchange, const leadline_head *head);
    /* A part of its body is there; false: the connection is closed. */
    bool (*take)(void *request, leadline_exchange *exchange, const void *bytes, size_t count);
    /* It is whole: `leadline_exchange_answer` is expected. */
    void (*answer)(void *request, leadline_exchange *exchange);
    /* It is over, answered or not. */
    void (*end)(void *request);
} leadline_handler;

/* Loads the library; the reason when it cannot, else NULL. */
const char *leadline_server_load(void);

/* Takes over a listening socket. `is_concurrent`: a thread for each connection, else one for all. A client gets `patience`
   milliseconds for each of its turns. NULL: out of memory, threads or descriptors. */
leadline_server *leadline_server_start(
    int32_t listener, bool is_concurrent, uint32_t connections, int64_t patience, const leadline_handler *handler);
/* Closes the connections of clients that let others wait for too long. To be called now and then. */
void leadline_server_sweep(leadline_server *server);
/* Gives the port back. Requests under way are answered, and their connections closed then. */
void leadline_server_quiesce(leadline_server *server);
/* How many requests have begun and are not over. */
int64_t leadline_server_under_way(leadline_server *server);
/* Closes everything. */
void leadline_server_stop(leadline_server *server);

/* Begins an answer, with a body that is copied. `length`: what Content-Length says where no body follows, to HEAD. */
void leadline_exchange_begin_answer(leadline_exchange *exchange, const void *body, size_t count, uint64_t length);
/* Adds a field to the answer; what cannot stand in a header is left out. */
void leadline_exchange_add_field(leadline_exchange *exchange, const char *name, const char *value);
/* Sends the answer. `closes`: nothing more is taken from this connection. */
void leadline_exchange_answer(leadline_exchange *exchange, uint32_t status, bool closes);
/* Sends bytes in the middle of a request, where the library takes no answer; the connection is to be closed then. */
void leadline_exchange_send_bytes(leadline_exchange *exchange, const void *bytes, size_t count);
