package import SMMModel

extension Moment {
    /// A moment, with the wall clock of a zone beside it where that is known.
    package init(_ instant: Instant, local: String? = nil, zone: String? = nil) {
        self.init(at: RFC3339.text(instant), local: local, zone: zone)
    }

    /// The instant; nil when `at` is not RFC 3339.
    package var instant: Instant? { RFC3339.instant(at) }
}
