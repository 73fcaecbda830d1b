import SMMAtproto
import SMMModel

extension Instant {
    /// Microseconds since 1970, as TIDs count; saturates.
    var microseconds: Int64 {
        let (value, overflow) = milliseconds.multipliedReportingOverflow(by: 1000)
        return overflow ? (milliseconds < 0 ? .min : .max) : value
    }

    /// As records hold it.
    var datetime: ATValue { .string(ATDatetime(milliseconds: milliseconds).text) }
}
