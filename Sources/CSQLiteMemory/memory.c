#include "CSQLiteMemory.h"

#include <sqlite3.h>

int smm_sqlite_leave_out_memory_statistics(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
