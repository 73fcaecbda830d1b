#define _GNU_SOURCE
#include "CSMMShim.h"

#include <arpa/nameser.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <netdb.h>
#include <resolv.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
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

int smm_limit_malloc_arenas(int count) {
    if (mallopt(M_ARENA_MAX, count) == 1) return 0;
    errno = EINVAL;
    return -1;
}

int smm_trim_heap(void) {
    return malloc_trim(0);
}

int smm_forbid_core_dumps(void) {
    struct rlimit none = {0, 0};
    int limited = setrlimit(RLIMIT_CORE, &none);
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && limited == 0 ? 0 : -1;
}

int smm_open_process(pid_t pid) {
    return (int)syscall(SYS_pidfd_open, pid, 0);
}

int smm_spawn_close_from(posix_spawn_file_actions_t *actions, int first) {
    return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

_Bool smm_holds(const void *whole, size_t length, const void *part, size_t count) {
    return memmem(whole, length, part, count) != NULL;
}

int smm_rename_without_replacing(const char *from, const char *to) {
    return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
}

int smm_query_texts(const char *name, unsigned char *out, int capacity) {
    struct __res_state state;
    memset(&state, 0, sizeof state);
    if (res_ninit(&state) != 0) return -1;
    /* One try of two seconds at two servers, by datagrams alone: connecting by TCP would wait for as long as the kernel. */
    state.retrans = 2;
    state.retry = 1;
    if (state.nscount > 2) state.nscount = 2;
    state.options &= ~(unsigned long)RES_USEVC;
    state.options |= RES_IGNTC | RES_USE_EDNS0;
    int length = res_nquery(&state, name, ns_c_in, ns_t_txt, out, capacity);
    int reason = state.res_h_errno;
    res_nclose(&state);
    if (length < 0) return reason == HOST_NOT_FOUND || reason == NO_DATA ? 0 : -1;
    return length > capacity ? capacity : length;
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

int smm_accept(int socket) {
    return accept4(socket, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
}

ssize_t smm_send(int socket, const void *bytes, size_t count, int descriptor) {
    struct iovec piece = {(void *)bytes, count};
    union {
        struct cmsghdr head;
        char space[CMSG_SPACE(sizeof(int))];
    } control;
    struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
    if (descriptor >= 0) {
        memset(&control, 0, sizeof control);
        message.msg_control = control.space;
        message.msg_controllen = sizeof control.space;
        struct cmsghdr *head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(head), &descriptor, sizeof(int));
    }
    return sendmsg(socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
}

ssize_t smm_receive(int socket, void *bytes, size_t capacity, int *descriptor) {
    struct iovec piece = {bytes, capacity};
    union {
        struct cmsghdr head;
        char space[CMSG_SPACE(sizeof(int))];
    } control;
    /* CMSG_LEN, not CMSG_SPACE: in the padding the kernel would hand over a second descriptor. */
    struct msghdr message = {
        .msg_iov = &piece, .msg_iovlen = 1, .msg_control = control.space, .msg_controllen = CMSG_LEN(sizeof(int))};
    ssize_t count = recvmsg(socket, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (count < 0) return count;
    for (struct cmsghdr *head = CMSG_FIRSTHDR(&message); head != NULL; head = CMSG_NXTHDR(&message, head)) {
        if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS) continue;
        if (head->cmsg_len < CMSG_LEN(sizeof(int))) continue;
        int came;
        memcpy(&came, CMSG_DATA(head), sizeof(int));
        if (*descriptor < 0) {
            *descriptor = came;
        } else {
            close(came);
        }
    }
    return count;
}
