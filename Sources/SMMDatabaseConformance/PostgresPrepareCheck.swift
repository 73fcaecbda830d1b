import CLibPQ
import Glibc
package import SMMDatabase

/// Runs every migration and prepares every statement on a private PostgreSQL, so that the SQL stays portable.
package enum PostgresPrepareCheck {
    /// A statement PostgreSQL does not take.
    package struct Problem: Sendable, Hashable, CustomStringConvertible {
        /// The migration's or the statement's name in the registry.
        package let name: String
        /// PostgreSQL's words.
        package let message: String

        /// Name and message.
        package var description: String { "\(name): \(message)" }
    }

    /// How the check went.
    package enum Result: Sendable, Hashable {
        /// It ran; every problem found.
        case checked([Problem])
        /// PostgreSQL's programs are not installed; what to install.
        case skipped(String)
    }

    /// Checks the registry; blocks for some seconds, so call it from a test alone.
    ///
    /// Throws when a server is installed and does not start, and, with SMM_REQUIRE_SPECS=1, when none is installed.
    package static func run(_ registry: StatementRegistry) throws -> Result {
        guard let programs = PrivatePostgres.programs() else {
            let message = "PostgreSQL's programs are not here: apt-get install postgresql-15"
            if let value = getenv("SMM_REQUIRE_SPECS"), String(cString: value) == "1" {
                throw Spawned.Failure(description: message)
            }
            return .skipped(message)
        }
        let server = try PrivatePostgres(programs: programs)
        defer { server.stop() }
        let connection = try server.connect()
        defer { PQfinish(connection) }
        return .checked(migrate(connection, registry.migrations) + prepare(connection, registry.entries))
    }

    private static func migrate(_ connection: OpaquePointer, _ migrations: [Migration]) -> [Problem] {
        var problems: [Problem] = []
        for migration in [StoreSchema.migration] + migrations {
            for (index, statement) in migration.statements.enumerated() {
                let name = "\(migration.name)#\(index)"
                do throws(DatabaseFailure) {
                    let text = try SQLDialect.postgresql.schema(statement)
                    if let message = failure(PQexec(connection, text)) {
                        problems.append(Problem(name: name, message: "\(message) in: \(text)"))
                    }
                } catch {
                    problems.append(Problem(name: name, message: error.message))
                }
            }
        }
        return problems
    }

    private static func prepare(
        _ connection: OpaquePointer, _ entries: [StatementRegistry.Entry]
    ) -> [Problem] {
        entries.compactMap { entry in
            let text = SQLDialect.postgresql.statement(entry.text)
            return failure(PQprepare(connection, "", text, 0, nil)).map {
                Problem(name: entry.name, message: "\($0) in: \(text)")
            }
        }
    }

    /// The message of a result that is no success; takes the result.
    private static func failure(_ result: OpaquePointer?) -> String? {
        defer { PQclear(result) }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return nil
        default: return PQresultErrorMessage(result).map { String(cString: $0) } ?? "no answer"
        }
    }
}
