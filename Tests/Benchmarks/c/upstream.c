// upstream: a small server on loopback with canned answers, one epoll loop. Prints its port, and when its input ends how
// many requests it answered. GET: an item of about 200 bytes; POST: 201.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { ROOM = 16384, CONNECTIONS = 1024 };
static struct connection { size_t used; char data[ROOM]; } connections[CONNECTIONS];

static const char item[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 91\r\n\r\n"
    "{\"id\":1,\"name\":\"widget\",\"owner\":{\"name\":\"Ada\"},\"token\":\"tok-7f3a91\",\"tags\":[\"a\",\"b\",\"cde\"]}";
static const char order[] = "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 22\r\n\r\n"
    "{\"id\":7,\"state\":\"new\"}";

static void fail(const char *what) { perror(what); exit(1); }

// Answers every whole request in the connection's buffer; 0 when it ends.
static int serve(int fd, long *requests) {
    struct connection *c = &connections[fd];
    ssize_t got = read(fd, c->data + c->used, ROOM - 1 - c->used);
    if (got <= 0) return 0;
    c->used += (size_t)got;
    for (;;) {
        c->data[c->used] = 0;
        char *end = strstr(c->data, "\r\n\r\n");
        if (!end) return c->used < ROOM - 1;
        char *field = strcasestr(c->data, "\r\ncontent-length:");
        size_t body = field && field < end ? strtoul(field + 17, NULL, 10) : 0;
        size_t whole = (size_t)(end + 4 - c->data) + body;
        if (whole > c->used) return whole < ROOM - 1;
        int isGet = c->data[0] == 'G';
        const char *answer = isGet ? item : order;
        size_t size = isGet ? sizeof item - 1 : sizeof order - 1;
        if (write(fd, answer, size) != (ssize_t)size) return 0;
        ++*requests;
        memmove(c->data, c->data + whole, c->used - whole);
        c->used -= whole;
    }
}

int main(void) {
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0), loop = epoll_create1(0), one = 1;
    if (bind(listener, (struct sockaddr *)&address, length) || listen(listener, 512)) fail("listen");
    getsockname(listener, (struct sockaddr *)&address, &length);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    struct epoll_event event = { .events = EPOLLIN, .data.fd = listener }, ready[64];
    epoll_ctl(loop, EPOLL_CTL_ADD, listener, &event);
    event.data.fd = 0;
    epoll_ctl(loop, EPOLL_CTL_ADD, 0, &event);
    long requests = 0;
    for (;;) {
        int count = epoll_wait(loop, ready, 64, -1);
        for (int i = 0; i < count; i++) {
            int fd = ready[i].data.fd;
            if (fd == 0) { printf("%ld\n", requests); return 0; }
            if (fd != listener) {
                if (!serve(fd, &requests)) { close(fd); }
                continue;
            }
            int client = accept(listener, NULL, NULL);
            if (client < 0 || client >= CONNECTIONS) { close(client); continue; }
            connections[client].used = 0;
            setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
            event.data.fd = client;
            epoll_ctl(loop, EPOLL_CTL_ADD, client, &event);
        }
    }
}
