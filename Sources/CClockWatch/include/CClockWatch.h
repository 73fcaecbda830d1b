#pragma once

/*
 * A descriptor that tells when CLOCK_REALTIME is set, and when the machine wakes from suspend. Swift's Glibc module
 * leaves <sys/timerfd.h> out, and a module map for it would claim `struct timespec` for itself.
 */

/* An armed watch: readable after each discontinuous change of the clock. Close it when done. -1 and errno on failure. */
int smm_clock_watch_open(void);

/* Takes the news off the watch and arms it again. 0, or -1 and errno. */
int smm_clock_watch_rearm(int descriptor);
