/// The daemon's exit statuses, after sysexits.h; the unit does not restart on 65 and 78.
package enum ExitStatus: Int32, Sendable {
    /// It ended as asked.
    case ok = 0
    /// Something failed; systemd starts it anew.
    case failure = 1
    /// The database is damaged.
    case data = 65
    /// The system's state does not allow it now.
    case system = 71
    /// Another daemon holds the database.
    case busy = 75
    /// The configuration or the schema does not fit.
    case configuration = 78
}
