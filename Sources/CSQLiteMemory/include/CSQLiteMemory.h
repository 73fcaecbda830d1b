#pragma once

/*
 * sqlite3_config is variadic, which Swift cannot call.
 *
 * Without statistics SQLite takes no lock around each of its allocations; they are several to a row. What is lost is
 * sqlite3_memory_used and the soft heap limit, which nothing here asks for. To be called before SQLite is first used;
 * afterwards SQLite refuses it and goes on as it was. Answers SQLite's result code, 0 for done.
 */
int smm_sqlite_leave_out_memory_statistics(void);
