/* Lets a program fail at its n-th change of a folder: it is killed, interrupted, or the disk is
 * full or broken.
 *
 * Loaded by LD_PRELOAD in front of the C library, through which Python and SQLite change files.
 * What changes a file below SHIM_FOLDER is counted, and told in SHIM_LOG, a line for each. At
 * number SHIM_CALL the program gets what SHIM_ACTION says:
 *
 *   kill    SIGKILL; of what was to be written one half is, as when the machine goes down.
 *   ENOSPC  this error; from then on the disk is full: whatever takes room gets it too.
 *   EIO     this error, once.
 *   SIGTERM the signal; the call is done nevertheless.
 *
 * The environment is read at each call, so that a process that was forked can be told its own.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { TAKES_ROOM = 1 };
enum { GO_ON = 0, DIE = -1 }; /* or an errno */

/* Where a call works, as an absolute path: at `path`, which may be meant from the folder `at`, or,
 * where it is NULL, in the open file `at`. Linux keeps the names of both as links in /proc.
 * `..` and links within a path are not followed. */
static void locate(int at, const char *path, char *place) {
    char link[64];
    ssize_t length = 0;
    if (!path || path[0] != '/') {
        if (at == AT_FDCWD)
            strcpy(link, "/proc/self/cwd");
        else
            sprintf(link, "/proc/self/fd/%d", at);
        length = readlink(link, place, PATH_MAX);
        length = length < 0 ? 0 : length;
    }
    snprintf(place + length, PATH_MAX, "%s%s", path && length ? "/" : "", path ? path : "");
}

static int fate(const char *call, int at, const char *path, int takes_room) {
    static int calls = 0, full = 0;
    const char *folder = getenv("SHIM_FOLDER"), *number = getenv("SHIM_CALL");
    char place[2 * PATH_MAX], line[3 * PATH_MAX];
    if (!folder) return GO_ON;
    locate(at, path, place);
    size_t length = strlen(folder);
    if (strncmp(place, folder, length) || (place[length] && place[length] != '/')) return GO_ON;

    /* By the kernel's own door, or this would be counted itself. */
    int log = syscall(SYS_openat, AT_FDCWD, getenv("SHIM_LOG"), O_WRONLY | O_APPEND | O_CREAT, 0600);
    sprintf(line, "%s %s\n", call, place + length);
    if (log < 0 || syscall(SYS_write, log, line, strlen(line)) < 0) abort();
    syscall(SYS_close, log);

    if (++calls < (number ? atoi(number) : INT_MAX)) return GO_ON;
    const char *action = getenv("SHIM_ACTION");
    if (calls > atoi(number)) return full && takes_room ? ENOSPC : GO_ON;
    if (!strcmp(action, "SIGTERM")) return kill(getpid(), SIGTERM);
    full = !strcmp(action, "ENOSPC");
    return full ? ENOSPC : !strcmp(action, "EIO") ? EIO : DIE;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define REFUSE(error) return errno = (error), -1
#define KILL return kill(getpid(), SIGKILL), pause()

/* A call that does all or nothing. */
#define CHANGE(name, at, path, takes_room, parameters, arguments) \
    int name parameters { \
        int end = fate(#name, at, path, takes_room); \
        if (end == DIE) KILL; \
        if (end) REFUSE(end); \
        return REAL(name) arguments; \
    }
/* A call that writes `size` bytes, or half of them. */
#define WRITE(name, file, size, parameters, arguments) \
    ssize_t name parameters { \
        int end = fate(#name, file, NULL, TAKES_ROOM); \
        if (end > 0) REFUSE(end); \
        if (end == DIE) size /= 2; \
        ssize_t written = REAL(name) arguments; \
        if (end == DIE) KILL; \
        return written; \
    }
/* Opening is a change where it gives a file its name, or empties one. */
#define OPEN(name, at, path, parameters, ...) \
    int name parameters { \
        va_list more; \
        va_start(more, flags); \
        int makes = flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE; \
        mode_t mode = makes ? va_arg(more, mode_t) : 0; \
        va_end(more); \
        int changes = flags & O_TRUNC || (flags & O_CREAT && faccessat(at, path, F_OK, 0)); \
        int end = changes ? fate(#name, at, path, TAKES_ROOM) : GO_ON; \
        if (end == DIE) KILL; \
        if (end) REFUSE(end); \
        return REAL(name)(__VA_ARGS__, flags, mode); \
    }

OPEN(open, AT_FDCWD, path, (const char *path, int flags, ...), path)
OPEN(open64, AT_FDCWD, path, (const char *path, int flags, ...), path)
OPEN(openat, at, path, (int at, const char *path, int flags, ...), at, path)
OPEN(openat64, at, path, (int at, const char *path, int flags, ...), at, path)

WRITE(write, file, size, (int file, const void *data, size_t size), (file, data, size))
WRITE(pwrite, file, size, (int file, const void *data, size_t size, off_t from),
      (file, data, size, from))
WRITE(pwrite64, file, size, (int file, const void *data, size_t size, off64_t from),
      (file, data, size, from))
WRITE(writev, file, count, (int file, const struct iovec *parts, int count), (file, parts, count))
WRITE(pwritev, file, count, (int file, const struct iovec *parts, int count, off_t from),
      (file, parts, count, from))
WRITE(pwritev64, file, count, (int file, const struct iovec *parts, int count, off64_t from),
      (file, parts, count, from))
WRITE(sendfile, to, size, (int to, int from, off_t *start, size_t size), (to, from, start, size))
WRITE(sendfile64, to, size, (int to, int from, off64_t *start, size_t size),
      (to, from, start, size))
WRITE(copy_file_range, to, size,
      (int from, off64_t *start, int to, off64_t *there, size_t size, unsigned flags),
      (from, start, to, there, size, flags))

CHANGE(ftruncate, file, NULL, 0, (int file, off_t size), (file, size))
CHANGE(ftruncate64, file, NULL, 0, (int file, off64_t size), (file, size))
CHANGE(truncate, AT_FDCWD, path, 0, (const char *path, off_t size), (path, size))
CHANGE(truncate64, AT_FDCWD, path, 0, (const char *path, off64_t size), (path, size))
/* Who is killed loses nothing that the system has, so that there is nothing to wait for. */
#define SYNC(name) \
    int name(int file) { \
        int end = fate(#name, file, NULL, 0); \
        if (end == DIE) KILL; \
        if (end) REFUSE(end); \
        return 0; \
    }
SYNC(fsync)
SYNC(fdatasync)

CHANGE(rename, AT_FDCWD, new, 0, (const char *old, const char *new), (old, new))
CHANGE(renameat, to, new, 0, (int from, const char *old, int to, const char *new),
       (from, old, to, new))
CHANGE(renameat2, to, new, 0,
       (int from, const char *old, int to, const char *new, unsigned flags),
       (from, old, to, new, flags))
CHANGE(link, AT_FDCWD, new, TAKES_ROOM, (const char *old, const char *new), (old, new))
CHANGE(linkat, to, new, TAKES_ROOM, (int from, const char *old, int to, const char *new, int flags),
       (from, old, to, new, flags))
CHANGE(unlink, AT_FDCWD, path, 0, (const char *path), (path))
CHANGE(unlinkat, at, path, 0, (int at, const char *path, int flags), (at, path, flags))
CHANGE(mkdir, AT_FDCWD, path, TAKES_ROOM, (const char *path, mode_t mode), (path, mode))
CHANGE(mkdirat, at, path, TAKES_ROOM, (int at, const char *path, mode_t mode), (at, path, mode))
CHANGE(rmdir, AT_FDCWD, path, 0, (const char *path), (path))
CHANGE(chmod, AT_FDCWD, path, 0, (const char *path, mode_t mode), (path, mode))
CHANGE(fchmod, file, NULL, 0, (int file, mode_t mode), (file, mode))
