// Loads a Unix socket with HTTP/1.1 requests over kept connections, each client waiting for its answer.
//
// Build: cc -O2 -pthread -o load load.c
// Run:   load SOCKET CLIENTS SECONDS METHOD PATH [BODY]
// Every `@` in BODY is replaced by a number that no other request has. Prints
//   {"requests", "bad", "rate", "p50_us", "p99_us", "max_us"}; bad counts answers other than 2xx.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { ROOM = 1 << 17, SAMPLES = 1 << 20 };

static const char *path_of_socket, *method, *path, *body_text;
static double seconds;
static uint64_t counter;

struct client {
    pthread_t thread;
    uint32_t *microseconds;
    uint64_t requests, bad;
};

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static int connect_to(void) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path_of_socket) >= sizeof address.sun_path) return -1;
    strcpy(address.sun_path, path_of_socket);
    int socket_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    return connect(socket_, (void *)&address, sizeof address) ? -1 : socket_;
}

static int make(char *out) {
    char body[8192];
    size_t size = 0;
    for (const char *c = body_text; *c && size < sizeof body - 32; c++) {
        if (*c != '@') body[size++] = *c;
        else size += sprintf(body + size, "%lu", __atomic_add_fetch(&counter, 1, __ATOMIC_RELAXED));
    }
    return snprintf(
        out, ROOM, "%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%.*s",
        method, path, size, (int)size, body);
}

// Reads one whole answer; its status, or -1 when the connection broke or it cannot be understood.
static int answer(int socket_, char *in) {
    int used = 0;
    for (;;) {
        int got = recv(socket_, in + used, ROOM - 1 - used, 0);
        if (got <= 0) return -1;
        used += got;
        in[used] = 0;
        char *end = strstr(in, "\r\n\r\n");
        if (!end) continue;
        char *length = strcasestr(in, "\r\ncontent-length:");
        if (!length || length > end) return -1;
        if (used >= end + 4 - in + atol(length + 17)) return atoi(in + 9);
    }
}

static void *run(void *argument) {
    struct client *client = argument;
    char *out = malloc(ROOM), *in = malloc(ROOM);
    int socket_ = connect_to();
    int64_t end = now() + (int64_t)(seconds * 1e9);
    while (now() < end) {
        int size = make(out);
        int64_t start = now();
        int status = socket_ < 0 || send(socket_, out, size, MSG_NOSIGNAL) != size ? -1 : answer(socket_, in);
        if (client->requests < SAMPLES) client->microseconds[client->requests] = (now() - start) / 1000;
        client->requests++;
        if (status < 200 || status > 299) {
            if (!client->bad++) fprintf(stderr, "load: status %d: %.300s\n", status, status < 0 ? "" : in);
            if (status < 0) {
                close(socket_);
                usleep(1000);
                socket_ = connect_to();
            }
        }
    }
    close(socket_);
    free(in);
    free(out);
    return NULL;
}

static int ascending(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

int main(int count, char **arguments) {
    if (count < 6) {
        fprintf(stderr, "usage: load SOCKET CLIENTS SECONDS METHOD PATH [BODY]\n");
        return 64;
    }
    path_of_socket = arguments[1];
    int clients = atoi(arguments[2]);
    seconds = atof(arguments[3]);
    method = arguments[4];
    path = arguments[5];
    body_text = count > 6 ? arguments[6] : "";
    // Two runs against one daemon must not send the same texts.
    counter = (uint64_t)now();
    struct client *all = calloc(clients, sizeof *all);
    int64_t start = now();
    for (int i = 0; i < clients; i++) {
        all[i].microseconds = malloc(SAMPLES * sizeof(uint32_t));
        pthread_create(&all[i].thread, NULL, run, &all[i]);
    }
    uint64_t requests = 0, bad = 0, kept = 0;
    uint32_t *samples = malloc((size_t)clients * SAMPLES * sizeof(uint32_t));
    for (int i = 0; i < clients; i++) {
        pthread_join(all[i].thread, NULL);
        uint64_t mine = all[i].requests < SAMPLES ? all[i].requests : SAMPLES;
        memcpy(samples + kept, all[i].microseconds, mine * sizeof(uint32_t));
        kept += mine;
        requests += all[i].requests;
        bad += all[i].bad;
    }
    double span = (now() - start) / 1e9;
    qsort(samples, kept, sizeof *samples, ascending);
#define SHARE(part) (kept ? samples[(size_t)((kept - 1) * (part))] : 0)
    printf("{\"requests\": %lu, \"bad\": %lu, \"rate\": %.1f, \"p50_us\": %u, \"p99_us\": %u, \"max_us\": %u}\n", requests,
           bad, requests / span, SHARE(0.5), SHARE(0.99), SHARE(1));
    return 0;
}
