#define _GNU_SOURCE
#include "CSMMShim.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#ifndef SO_PEERGROUPS
#define SO_PEERGROUPS 59
#endif

int smm_get_peer_credentials(int descriptor, smm_peer_credentials *out) {
    struct ucred credentials;
    socklen_t length = sizeof credentials;
    if (getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &length) != 0) return -1;
    out->pid = credentials.pid;
    out->uid = credentials.uid;
    out->gid = credentials.gid;
    return 0;
}

int smm_get_peer_groups(int descriptor, gid_t *out, int capacity) {
    socklen_t length = (socklen_t)((size_t)(capacity < 0 ? 0 : capacity) * sizeof(gid_t));
    if (getsockopt(descriptor, SOL_SOCKET, SO_PEERGROUPS, out, &length) != 0) {
        if (errno != ERANGE) return -1;
    }
    return (int)(length / sizeof(gid_t));
}

int smm_open_datagram_socket(int send_buffer) {
    int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return -1;
    /* A wish: the kernel caps it at net.core.wmem_max, and a smaller buffer only means an earlier wait. */
    (void)setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &send_buffer, sizeof send_buffer);
    return descriptor;
}

int smm_send_datagram(int descriptor, const char *address, size_t address_length, const void *data, size_t length) {
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    if (address_length == 0 || address_length >= sizeof name.sun_path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(name.sun_path, address, address_length);
    /* A path is sent with its closing NUL; an abstract name has a leading NUL instead and ends with its last byte. */
    socklen_t name_length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + address_length);
    if (name.sun_path[0] == '@') {
        name.sun_path[0] = 0;
    } else {
        name_length += 1;
    }
    ssize_t sent;
    do {
        sent = sendto(descriptor, data, length, MSG_NOSIGNAL, (struct sockaddr *)&name, name_length);
    } while (sent < 0 && errno == EINTR);
    return sent < 0 ? -1 : 0;
}

int smm_is_unix_stream_listener(int descriptor) {
    int value = 0;
    socklen_t length = sizeof value;
    if (getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &value, &length) != 0 || value != AF_UNIX) return 0;
    length = sizeof value;
    if (getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &value, &length) != 0 || value != SOCK_STREAM) return 0;
    length = sizeof value;
    if (getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &value, &length) != 0) return 0;
    return value ? 1 : 0;
}

int smm_limit_malloc_arenas(int count) {
    if (mallopt(M_ARENA_MAX, count) == 1) return 0;
    errno = EINVAL;
    return -1;
}

int smm_trim_heap(void) {
    return malloc_trim(0);
}

int smm_forbid_core_dumps(void) {
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

int smm_rename_without_replacing(const char *from, const char *to) {
    return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
}

int smm_sync_folder(const char *path) {
    int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return -1;
    int result = fsync(descriptor);
    int saved = errno;
    close(descriptor);
    errno = saved;
    return result;
}
