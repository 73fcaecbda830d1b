#include "CClockWatch.h"

#include <stdint.h>
#include <sys/timerfd.h>
#include <unistd.h>

/* The timer itself never expires: the year 2255, since the kernel's nanoseconds end in 2262. */
static const struct itimerspec never = {.it_value = {.tv_sec = 9000000000}};

static int arm(int descriptor) {
    return timerfd_settime(descriptor, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, NULL);
}

int smm_clock_watch_open(void) {
    int descriptor = timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
    if (descriptor >= 0 && arm(descriptor) != 0) {
        close(descriptor);
        return -1;
    }
    return descriptor;
}

int smm_clock_watch_rearm(int descriptor) {
    uint64_t expirations;
    /* ECANCELED is the news; whatever else it was, the watch goes on. */
    ssize_t ignored = read(descriptor, &expirations, sizeof expirations);
    (void)ignored;
    return arm(descriptor);
}
