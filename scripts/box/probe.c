/* Tries what a unit forbids, from inside a unit with the same settings; scripts/box-test builds and runs it. With
 * PROBE_MEDIA set it is the unit that parses pictures, in which nothing at all may work; else the daemon's.
 * Prints "denied NAME" or "ALLOWED NAME" for each act that must fail, "works NAME" or "BROKEN NAME" for each that must not.
 * Exit: the number of acts that went the wrong way. Outside the sandbox, as root, most acts are allowed: that run shows
 * that the probe can tell. No act leaves anything behind. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static int wrong;

static void must_fail(const char *name, int was_done)
{
    printf("%s %s\n", was_done ? "ALLOWED" : "denied", name);
    wrong += was_done != 0;
}

static void must_work(const char *name, int was_done)
{
    printf("%s %s (%s)\n", was_done ? "works" : "BROKEN", name, was_done ? "ok" : strerror(errno));
    wrong += was_done == 0;
}

static int can_write(const char *folder)
{
    char path[256];
    snprintf(path, sizeof path, "%s/.probe", folder);
    int file = open(path, O_CREAT | O_WRONLY, 0600);
    if (file < 0) return 0;
    close(file);
    unlink(path);
    return 1;
}

static int can_list(const char *folder)
{
    DIR *stream = opendir(folder);
    int entries = 0;
    if (!stream) return 0;
    for (struct dirent *entry; (entry = readdir(stream));) entries += entry->d_name[0] != '.';
    closedir(stream);
    return entries > 0;
}

static int can_open(const char *path, int flags)
{
    int file = open(path, flags | O_NONBLOCK);
    if (file < 0) return 0;
    close(file);
    return 1;
}

static int can_socket(int family, int type)
{
    int descriptor = socket(family, type, 0);
    if (descriptor < 0) return 0;
    close(descriptor);
    return 1;
}

/* In a child: what it does must not change this process. */
static int in_child(int (*act)(void))
{
    pid_t child = fork();
    if (child == 0) _exit(act() ? 1 : 0);
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) < 0) return 0;
    return WIFEXITED(status) && WEXITSTATUS(status) == 1;
}

static int runs_shell(void)
{
    /* A shell that runs exits with 1, the sign of success here. */
    execl("/bin/sh", "sh", "-c", "exit 1", (char *)NULL);
    return 0;
}

static int runs_media(void)
{
    execl("/usr/lib/smmd/smmd-media", "smmd-media", "--help", (char *)NULL);
    return 0;
}

/* Its usage ends it with 64. */
static int starts_media(void)
{
    pid_t child = fork();
    if (child == 0) _exit(runs_media());
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) < 0) return 0;
    return WIFEXITED(status) && WEXITSTATUS(status) == 64;
}

/* A copy of this program in a folder that the daemon may write; with an argument it only exits with 1. */
static int runs_copy_in_state(void)
{
    execl("/var/lib/smmd/.probe-copy", "probe", "exit", (char *)NULL);
    return 0;
}

static int runs_copy_in_site(void)
{
    execl("/var/lib/smmd-site/.probe-copy", "probe", "exit", (char *)NULL);
    return 0;
}

static int copies_and_runs(const char *folder)
{
    char path[256], buffer[65536];
    ssize_t count;
    snprintf(path, sizeof path, "%s/.probe-copy", folder);
    int from = open("/proc/self/exe", O_RDONLY), to = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0700);
    if (from < 0 || to < 0) return 0;
    while ((count = read(from, buffer, sizeof buffer)) > 0)
        if (write(to, buffer, (size_t)count) != count) return 0;
    close(from);
    close(to);
    pid_t child = fork();
    if (child == 0) {
        execl(path, "probe", "exit", (char *)NULL);
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    unlink(path);
    return WIFEXITED(status) && WEXITSTATUS(status) == 1;
}

static int makes_namespace(void) { return unshare(CLONE_NEWUSER) == 0 || unshare(CLONE_NEWNS) == 0; }
/* A target that is not there: whoever may mount learns that, whoever may not is refused before. */
static int mounts(void) { return mount("none", "/no/such/folder", "tmpfs", 0, NULL) == 0 || errno == ENOENT; }
static int traces(void) { return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0; }
static int becomes_root(void) { return setuid(0) == 0; }

static int renames_host(void)
{
    char name[65] = "";
    return gethostname(name, sizeof name - 1) == 0 && sethostname(name, strlen(name)) == 0;
}

static int loads_bpf(void)
{
    union bpf_attr attributes;
    memset(&attributes, 0, sizeof attributes);
    attributes.map_type = BPF_MAP_TYPE_ARRAY;
    attributes.key_size = attributes.value_size = 4;
    attributes.max_entries = 1;
    return syscall(SYS_bpf, BPF_MAP_CREATE, &attributes, sizeof attributes) >= 0;
}

static int writes_and_executes(void)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page != MAP_FAILED;
}

static int makes_executable(void)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page != MAP_FAILED && mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0;
}

static int makes_setuid(void)
{
    char path[] = "/tmp/.probe-XXXXXX";
    int file = mkstemp(path);
    unlink(path);
    return file >= 0 && fchmod(file, 04755) == 0;
}

/* Whether the packet was let out: the error of a refused one is EPERM, that of a route to nowhere is another. */
static int reaches(const char *address)
{
    struct sockaddr_in peer = {.sin_family = AF_INET, .sin_port = htons(80)};
    inet_pton(AF_INET, address, &peer.sin_addr);
    int descriptor = socket(AF_INET, SOCK_DGRAM, 0);
    if (descriptor < 0) return 0;
    ssize_t sent = sendto(descriptor, "x", 1, 0, (struct sockaddr *)&peer, sizeof peer);
    int error = errno;
    close(descriptor);
    errno = error;
    return sent == 1 || error != EPERM;
}

static void must_work_in_daemon(const char *name, int was_done)
{
    if (getenv("PROBE_MEDIA")) must_fail(name, was_done);
    else must_work(name, was_done);
}

int main(int count, char **arguments)
{
    (void)arguments;
    if (count > 1) return 1;
    setvbuf(stdout, NULL, _IOLBF, 0);
    signal(SIGXFSZ, SIG_IGN);
    must_fail("run /bin/sh", in_child(runs_shell));
    if (!getenv("PROBE_MEDIA")) must_fail("run what parses pictures", starts_media());
    must_fail("run a file in its state", in_child(runs_copy_in_state));
    must_fail("run a file in its site", in_child(runs_copy_in_site));
    must_fail("run a file in /tmp", copies_and_runs("/tmp"));
    must_fail("run a file in /dev/shm", copies_and_runs("/dev/shm"));
    must_fail("write /etc", can_write("/etc"));
    must_fail("write /usr", can_write("/usr"));
    must_fail("write /var/lib", can_write("/var/lib"));
    must_fail("write /run/smmd", can_write("/run/smmd"));
    must_fail("read /home", can_list("/home"));
    must_fail("read /root", can_list("/root"));
    must_fail("see process 1", can_open("/proc/1/status", O_RDONLY));
    must_fail("read the kernel's log", can_open("/dev/kmsg", O_RDONLY));
    must_fail("see the system's settings", can_open("/proc/sys/kernel/hostname", O_RDONLY));
    must_fail("open AF_NETLINK", can_socket(AF_NETLINK, SOCK_RAW));
    must_fail("open AF_PACKET", can_socket(AF_PACKET, SOCK_RAW));
    must_fail("map memory to write and execute", in_child(writes_and_executes));
    must_fail("make memory executable", in_child(makes_executable));
    must_fail("make a namespace", in_child(makes_namespace));
    must_fail("trace", in_child(traces));
    must_fail("mount", in_child(mounts));
    must_fail("use bpf", in_child(loads_bpf));
    must_fail("become root", in_child(becomes_root));
    must_fail("rename the host", in_child(renames_host));
    must_fail("make a setuid file", in_child(makes_setuid));
    must_fail("reach the cloud's metadata", reaches("169.254.169.254"));

    must_work_in_daemon("write /var/lib/smmd", can_write("/var/lib/smmd"));
    must_work_in_daemon("write /var/lib/smmd-site", can_write("/var/lib/smmd-site"));
    must_work_in_daemon("write /tmp", can_write("/tmp"));
    must_work_in_daemon("read /etc/smmd", can_list("/etc/smmd"));
    must_work_in_daemon("open AF_INET", can_socket(AF_INET, SOCK_STREAM));
    must_work_in_daemon("open AF_INET6", can_socket(AF_INET6, SOCK_STREAM));
    must_work_in_daemon("reach another address", reaches("127.0.0.1"));
    if (getenv("PROBE_MEDIA")) {
        must_fail("open AF_UNIX", can_socket(AF_UNIX, SOCK_STREAM));
        must_fail("read /etc/passwd", can_open("/etc/passwd", O_RDONLY));
        must_fail("read /usr/bin", can_list("/usr/bin"));
        must_fail("read /run/smmd", can_list("/run/smmd"));
        must_fail("write /dev/shm", can_write("/dev/shm"));
        must_fail("write /var/tmp", can_write("/var/tmp"));
        must_fail("read /var", can_list("/var/lib"));
        must_fail("see another process", can_open("/proc/2/status", O_RDONLY));
        return wrong;
    }
    const char *credentials = getenv("CREDENTIALS_DIRECTORY");
    char key[256];
    snprintf(key, sizeof key, "%s/smmd.key", credentials ? credentials : "");
    must_work("read its key", can_open(key, O_RDONLY));
    return wrong;
}
