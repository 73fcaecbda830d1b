extension ATValue {
    /// Reads JSON into the data model.
    ///
    /// - Parameters:
    ///   - maximumSize: the most bytes that are read.
    ///   - lenient: for answers that carry other people's records, one of which must not spoil the rest: a number the
    ///     model does not have becomes null, and a `$link`, `$bytes`, `$type` or blob in a wrong shape stays a map.
    /// - Throws: `DataModelError`; of a name that stands twice in an object the last counts.
    package init(
        json bytes: [UInt8], maximumSize: Int = 16 << 20, lenient: Bool = false
    ) throws(DataModelError) {
        guard bytes.count <= maximumSize else { throw DataModelError(.size, at: maximumSize) }
        var reader = JSONReader(bytes, lenient: lenient)
        self = try reader.document()
    }

    /// Reads JSON that must be an object, as a record or an answer is.
    ///
    /// - Throws: `DataModelError`.
    package static func record(json bytes: [UInt8], maximumSize: Int = 1 << 20) throws(DataModelError) -> ATValue {
        let value = try ATValue(json: bytes, maximumSize: maximumSize)
        guard case .map = value else { throw DataModelError(.shape) }
        return value
    }

    /// JSON in one form only: names sorted by their bytes, no spaces, nothing escaped that need not be.
    package var json: [UInt8] {
        var writer = JSONWriter()
        writer.write(self)
        return writer.bytes
    }
}
