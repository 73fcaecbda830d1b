#pragma once

/* Fetches the cache line of an address that is about to be written; harmless for any address. Swift has no word for it. */
static inline void smm_prefetch_for_write(const void *address) { __builtin_prefetch(address, 1); }
