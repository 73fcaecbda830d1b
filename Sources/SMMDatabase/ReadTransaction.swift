/// A consistent view of the database for the length of one closure.
///
/// Not for keeping: a transaction used after its closure returned throws ``DatabaseFailure/Code/misuse``. Everything here
/// blocks, so bodies run on the driver's own threads, never on the cooperative pool.
package protocol ReadTransaction: AnyObject {
    /// Calls `body` for each row until it returns false.
    func forEachWhile(_ sql: SQL, _ body: (Row) throws -> Bool) throws

    /// Calls `body` for each row until it returns false; the fast form.
    func forEachWhile(_ statement: Statement, _ values: [SQLValue], _ body: (Row) throws -> Bool) throws
}

extension ReadTransaction {
    /// Calls `body` for each row.
    package func forEach(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        try forEachWhile(sql) { row in
            try body(row)
            return true
        }
    }

    /// Calls `body` for each row; the fast form.
    package func forEach(_ statement: Statement, _ values: [SQLValue], _ body: (Row) throws -> Void) throws {
        try forEachWhile(statement, values) { row in
            try body(row)
            return true
        }
    }

    /// Every row, mapped.
    package func query<T>(_ sql: SQL, _ map: (Row) throws -> T) throws -> [T] {
        var found: [T] = []
        try forEach(sql) { found.append(try map($0)) }
        return found
    }

    /// Every row, mapped; the fast form.
    package func query<T>(_ statement: Statement, _ values: [SQLValue], _ map: (Row) throws -> T) throws -> [T] {
        var found: [T] = []
        try forEach(statement, values) { found.append(try map($0)) }
        return found
    }

    /// The first row, mapped, or nil when there is none.
    package func first<T>(_ sql: SQL, _ map: (Row) throws -> T) throws -> T? {
        var found: T?
        try forEachWhile(sql) { row in
            found = try map(row)
            return false
        }
        return found
    }

    /// The first row, mapped, or nil when there is none; the fast form.
    package func first<T>(_ statement: Statement, _ values: [SQLValue], _ map: (Row) throws -> T) throws -> T? {
        var found: T?
        try forEachWhile(statement, values) { row in
            found = try map(row)
            return false
        }
        return found
    }
}
