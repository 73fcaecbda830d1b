#pragma once
#include <spawn.h>
#include <stddef.h>
#include <sys/types.h>

/*
 * The few Linux calls that Swift cannot reach: variadic functions, GNU extensions behind _GNU_SOURCE, and structures
 * that the importer drops. Plain C types only; every function answers 0 (or a count) on success and -1 with errno set.
 */

/* Who is at the other end of a Unix socket, as the kernel recorded it at connect(2). */
typedef struct {
    pid_t pid;
    uid_t uid;
    gid_t gid;
} smm_peer_credentials;

/* SO_PEERCRED: process, user and *primary* group only. */
int smm_get_peer_credentials(int descriptor, smm_peer_credentials *out);

/*
 * SO_PEERGROUPS: the supplementary groups. Writes at most `capacity` ids and answers how many the peer has; an answer
 * above `capacity` means nothing was written and the call is to be repeated with more room.
 */
int smm_get_peer_groups(int descriptor, gid_t *out, int capacity);

/* mallopt(M_ARENA_MAX): glibc otherwise keeps up to eight arenas a core, each with its own slack. Call before threads. */
int smm_limit_malloc_arenas(int count);

/* malloc_trim: hands free heap pages back to the kernel. Answers 1 when some went back, else 0. */
int smm_trim_heap(void);

/*
 * prctl(PR_SET_DUMPABLE, 0): no core, no ptrace by the same user. RLIMIT_CORE of 0 as well, for the processes it starts:
 * that it inherits and exec(2) does not undo, though it does not bind a core handler that is a pipe.
 */
int smm_forbid_core_dumps(void);

/* pidfd_open: a descriptor that polls as readable once the process has ended. Closed on exec; the caller closes it. */
int smm_open_process(pid_t pid);

/* posix_spawn_file_actions_addclosefrom_np: the child inherits none from `first` on. An error number, or 0. */
int smm_spawn_close_from(posix_spawn_file_actions_t *actions, int first);

/* memmem: whether `part` occurs in `whole`. For harnesses, which search megabytes. */
_Bool smm_holds(const void *whole, size_t length, const void *part, size_t count);

/* renameat2(RENAME_NOREPLACE): fails with EEXIST rather than replace `to`. */
int smm_rename_without_replacing(const char *from, const char *to);

/*
 * Asks the servers of /etc/resolv.conf for the TXT records of `name` exactly as written; blocks for at most four seconds.
 * Writes the server's message and answers its length; 0 when the name has no such records, -1 when no server told.
 */
int smm_query_texts(const char *name, unsigned char *out, int capacity);

/* Opens the folder, fsyncs it, closes it: makes a rename or a new name in it durable. */
int smm_sync_folder(const char *path);

/* accept4: the connection is closed on exec and never waits. */
int smm_accept(int socket);

/*
 * sendmsg on a Unix socket, without waiting and without SIGPIPE. `descriptor` goes along with the bytes (SCM_RIGHTS); -1
 * for none. Answers how many bytes left.
 */
ssize_t smm_send(int socket, const void *bytes, size_t count, int descriptor);

/*
 * recvmsg without waiting. Takes at most one descriptor, closed on exec, into `descriptor`, which must be -1 before the
 * first call; any further one is closed at once. Answers how many bytes came; 0 at the end.
 */
ssize_t smm_receive(int socket, void *bytes, size_t capacity, int *descriptor);
