// A loopback HTTP/1.1 sink for benchmarks: answers every request at once and remembers what came when.
//
// Build: cc -O2 -o sink sink.c        Run: sink [PORT]   (127.0.0.1 only; 0, the default, takes a free port)
// Prints its port on a line of its own, then serves until its standard input ends.
// A post's body holds "job_id":N and "due_ns":N; each job's first arrival and its count are kept.
//   GET /stats  {"jobs", "doubles", "span_s", "lag_ms": [min, p50, p99, max]} of what came since the last reset
//   GET /reset  forgets all of it
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTIONS = 4096, ROOM = 16384, JOBS = 1 << 22 };

struct connection {
    int used;
    char bytes[ROOM + 1];
};

static struct connection *connections[CONNECTIONS];
static int64_t *arrived, *due;
static uint16_t *times;
static uint64_t greatest, jobs, doubles;
static int64_t first_at, last_at;

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static int ascending(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

// The whole number after `key` within the `size` bytes at `text`; -1 when there is none.
static int64_t number(const char *text, size_t size, const char *key) {
    const char *at = memmem(text, size, key, strlen(key)), *end = text + size;
    if (!at) return -1;
    at += strlen(key);
    while (at < end && (*at == ':' || *at == ' ')) at++;
    int64_t value = -1;
    while (at < end && *at >= '0' && *at <= '9') value = (value < 0 ? 0 : value * 10) + (*at++ - '0');
    return value;
}

static void note(const char *body, size_t size) {
    int64_t at = now(), job = number(body, size, "\"job_id\"");
    if (job < 0 || job >= JOBS) return;
    if (!first_at) first_at = at;
    last_at = at;
    if ((uint64_t)job > greatest) greatest = job;
    if (times[job]++) {
        doubles++;
        return;
    }
    jobs++;
    arrived[job] = at;
    due[job] = number(body, size, "\"due_ns\"");
}

static void reset(void) {
    memset(times, 0, (greatest + 1) * sizeof *times);
    greatest = jobs = doubles = first_at = last_at = 0;
}

static int stats(char *out, size_t room) {
    int64_t *lags = malloc((greatest + 1) * sizeof *lags);
    size_t count = 0;
    for (uint64_t job = 0; lags && job <= greatest; job++)
        if (times[job] && due[job] > 0) lags[count++] = arrived[job] - due[job];
    if (count) qsort(lags, count, sizeof *lags, ascending);
#define LAG(share) (count ? lags[(size_t)((count - 1) * (share))] / 1e6 : 0)
    int size = snprintf(
        out, room, "{\"jobs\": %lu, \"doubles\": %lu, \"span_s\": %.6f, \"first_ns\": %ld, \"lag_ms\": [%.3f, %.3f, %.3f, %.3f]}",
        jobs, doubles, (last_at - first_at) / 1e9, first_at, LAG(0), LAG(0.5), LAG(0.99), LAG(1));
    free(lags);
    return size;
}

static int answer(int socket, const char *body, int size) {
    char out[1024];
    int all = snprintf(
        out, sizeof out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%.*s", size, size, body);
    return send(socket, out, all, MSG_NOSIGNAL) == all;
}

// Answers every whole request that `c` holds; false when the connection must go.
static int serve(int socket, struct connection *c) {
    for (;;) {
        c->bytes[c->used] = 0;
        char *end = memmem(c->bytes, c->used, "\r\n\r\n", 4);
        if (!end) return c->used < ROOM;
        size_t head = end + 4 - c->bytes;
        *end = 0;
        char *length = strcasestr(c->bytes, "\r\ncontent-length:");
        *end = '\r';
        long size = length ? atol(length + 17) : 0;
        if (size < 0 || head + size > ROOM) return 0;
        if (c->used < (int)(head + size)) return 1;
        int good;
        if (!strncmp(c->bytes, "GET /stats", 10)) {
            char text[512];
            good = answer(socket, text, stats(text, sizeof text));
        } else if (!strncmp(c->bytes, "GET /reset", 10)) {
            reset();
            good = answer(socket, "{}", 2);
        } else {
            note(c->bytes + head, size);
            good = answer(socket, "{\"ok\":true,\"id\":\"1\"}", 20);
        }
        if (!good) return 0;
        c->used -= head + size;
        memmove(c->bytes, c->bytes + head + size, c->used);
    }
}

static void drop(int socket) {
    free(connections[socket]);
    connections[socket] = NULL;
    close(socket);
}

static void receive(int socket) {
    struct connection *c = connections[socket];
    int got = recv(socket, c->bytes + c->used, ROOM - c->used, 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (got > 0) c->used += got;
    if (got <= 0 || !serve(socket, c)) drop(socket);
}

static void admit(int listener, int events) {
    int socket, on = 1;
    while ((socket = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        if (socket >= CONNECTIONS || !(connections[socket] = calloc(1, sizeof(struct connection)))) {
            close(socket);
            continue;
        }
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        struct epoll_event event = {.events = EPOLLIN, .data.fd = socket};
        epoll_ctl(events, EPOLL_CTL_ADD, socket, &event);
    }
}

int main(int count, char **arguments) {
    signal(SIGPIPE, SIG_IGN);
    arrived = calloc(JOBS, sizeof *arrived);
    due = calloc(JOBS, sizeof *due);
    times = calloc(JOBS, sizeof *times);
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(count > 1 ? atoi(arguments[1]) : 0),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    if (!arrived || !due || !times || bind(listener, (void *)&address, size) || listen(listener, 4096)) {
        perror("sink");
        return 1;
    }
    getsockname(listener, (void *)&address, &size);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    int events = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, input = {.events = EPOLLIN, .data.fd = 0};
    epoll_ctl(events, EPOLL_CTL_ADD, listener, &event);
    // Fails for a file or /dev/null, which never end: then a signal ends it.
    epoll_ctl(events, EPOLL_CTL_ADD, 0, &input);
    struct epoll_event found[256];
    for (;;) {
        int ready = epoll_wait(events, found, 256, -1);
        for (int i = 0; i < ready; i++) {
            int socket = found[i].data.fd;
            char byte;
            if (socket == 0) {
                if (read(0, &byte, 1) <= 0) return 0;
            } else if (socket == listener) {
                admit(listener, events);
            } else if (connections[socket]) {
                receive(socket);
            }
        }
    }
}
