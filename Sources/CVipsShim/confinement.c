#define _GNU_SOURCE
#include "CVipsShim.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <malloc.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define SMM_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define SMM_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

/* `grace` more before the kernel kills: at its hard limit a process is told nothing. */
static int limit(int resource, unsigned long most, unsigned long grace) {
    struct rlimit now;
    if (getrlimit(resource, &now) != 0) return -1;
    /* A limit that is lower already stays. */
    rlim_t value = now.rlim_max != RLIM_INFINITY && now.rlim_max < most ? now.rlim_max : most;
    rlim_t end = now.rlim_max != RLIM_INFINITY && now.rlim_max < value + grace ? now.rlim_max : value + grace;
    struct rlimit wanted = {.rlim_cur = value, .rlim_max = end};
    return setrlimit(resource, &wanted);
}

/* Where memory runs out, this process ends and not the daemon beside it. */
static void go_first(void) {
    int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (file < 0) return;
    (void)!write(file, "1000", 4);
    close(file);
}

int smm_limit_self(unsigned long seconds, unsigned long space, unsigned long data, unsigned long descriptors) {
    go_first();
    /* Arenas of each thread tear holes into the memory allowed: whether a picture fits in would be chance. */
    if (mallopt(M_ARENA_MAX, 1) != 1) return -1;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return -1;
    if (limit(RLIMIT_CPU, seconds, 5) != 0 || limit(RLIMIT_AS, space, 0) != 0 || limit(RLIMIT_DATA, data, 0) != 0) return -1;
    if (limit(RLIMIT_NOFILE, descriptors, 0) != 0 || limit(RLIMIT_FSIZE, 0, 0) != 0 || limit(RLIMIT_CORE, 0, 0) != 0) return -1;
    return 0;
}

static char last_words[128];
static size_t last_words_length;

static void out_of_time(int signal) {
    (void)signal;
    (void)!write(STDOUT_FILENO, last_words, last_words_length);
    _exit(0);
}

void smm_say_when_out_of_time(const void *words, size_t length) {
    last_words_length = length < sizeof last_words ? length : sizeof last_words;
    memcpy(last_words, words, last_words_length);
    struct sigaction action = {.sa_handler = out_of_time};
    sigaction(SIGXCPU, &action, NULL);
}

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define GIVE(what) BPF_STMT(BPF_RET | BPF_K, (what))
#define ALLOW(name) \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##name, 0, 1), GIVE(SECCOMP_RET_ALLOW)
#define ARGUMENT(n) LOAD(args[n]) /* The low half: both machines are little-endian. */

int smm_confine_self(void) {
#ifndef SMM_ARCHITECTURE
    errno = ENOSYS;
    return -1;
#else
    struct sock_filter rules[] = {
        LOAD(arch),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SMM_ARCHITECTURE, 1, 0),
        GIVE(SECCOMP_RET_KILL_PROCESS),
        LOAD(nr),
        /* The descriptors it was given. */
        ALLOW(read), ALLOW(write), ALLOW(readv), ALLOW(writev), ALLOW(close), ALLOW(lseek), ALLOW(fstat),
        ALLOW(recvfrom), ALLOW(sendto), ALLOW(ppoll),
#ifdef __NR_poll
        ALLOW(poll),
#endif
        /* Memory. */
        ALLOW(munmap), ALLOW(mremap), ALLOW(madvise), ALLOW(brk),
        /* Threads, waiting, time. */
        ALLOW(futex), ALLOW(set_robust_list), ALLOW(rseq), ALLOW(sched_yield), ALLOW(sched_getaffinity), ALLOW(gettid),
        ALLOW(getpid), ALLOW(getcpu), ALLOW(membarrier), ALLOW(clock_gettime), ALLOW(clock_nanosleep),
        ALLOW(nanosleep), ALLOW(gettimeofday), ALLOW(getrandom), ALLOW(getrusage), ALLOW(restart_syscall),
        /* Its own end. */
        ALLOW(rt_sigaction), ALLOW(rt_sigprocmask), ALLOW(rt_sigreturn), ALLOW(sigaltstack), ALLOW(exit),
        ALLOW(exit_group),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_tgkill, 0, 4),
        ARGUMENT(0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)getpid(), 0, 1),
        GIVE(SECCOMP_RET_ALLOW),
        GIVE(SECCOMP_RET_ERRNO | EPERM),
        /* A way of clone with its flags in memory, where no filter sees them; the C library then takes the other. */
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_clone3, 0, 1),
        GIVE(SECCOMP_RET_ERRNO | ENOSYS),
        /* A thread, not a process. */
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_clone, 0, 4),
        ARGUMENT(0),
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 0, 1),
        GIVE(SECCOMP_RET_ALLOW),
        GIVE(SECCOMP_RET_ERRNO | EPERM),
        /* Memory, but none that is run. */
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_mmap, 1, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_mprotect, 0, 3),
        ARGUMENT(2),
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 1, 0),
        GIVE(SECCOMP_RET_ALLOW),
        GIVE(SECCOMP_RET_ERRNO | EPERM),
    };
    struct sock_fprog program = {.len = sizeof rules / sizeof rules[0], .filter = rules};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
#endif
}

int smm_confinement_leaks(void) {
    int leaks = 0;
    int descriptor = open("/etc/passwd", O_RDONLY | O_CLOEXEC);
    leaks += descriptor >= 0;
    if (open("/tmp/smmd-media-check", O_WRONLY | O_CREAT | O_CLOEXEC, 0600) >= 0) {
        leaks++;
        unlink("/tmp/smmd-media-check");
    }
    struct stat facts;
    leaks += stat("/etc", &facts) == 0;
    leaks += socket(AF_INET, SOCK_STREAM, 0) >= 0;
    leaks += socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
    /* A folder: where a program may be run, this must not become one and end well. */
    leaks += syscall(SYS_execve, "/", NULL, NULL) == 0 || errno != EPERM;
    long child = syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
    if (child == 0) _exit(0);
    leaks += child > 0;
    leaks += kill(getppid(), 0) == 0;
    leaks += syscall(SYS_tgkill, getppid(), getppid(), 0) == 0;
    leaks += syscall(SYS_ptrace, 0, 0, 0, 0) == 0;
    leaks += syscall(SYS_process_vm_readv, getpid(), NULL, 0, NULL, 0, 0) == 0;
    leaks += mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    leaks += page != MAP_FAILED && mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0;
    return leaks;
}
