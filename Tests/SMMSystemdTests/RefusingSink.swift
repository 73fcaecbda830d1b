import Glibc
import SMMSystemd

/// Takes nothing: shows that a fallback was not asked.
struct RefusingSink: LogSink {
    func write(_ record: LogRecord) throws(SystemdError) {
        throw SystemdError(code: .datagramNotSent, errorNumber: EIO)
    }
}
