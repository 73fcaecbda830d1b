extension ATValue {
    /// The canonical DAG-CBOR bytes: the same for the same value, whatever the order its JSON was in.
    package var cbor: [UInt8] {
        var writer = CBORWriter()
        writer.write(self)
        return writer.bytes
    }

    /// The identifier of the value as a record.
    package var cid: CID { CID(.dagCBOR, hashing: cbor) }

    /// Reads canonical DAG-CBOR; anything in another form than ``cbor`` writes is refused.
    ///
    /// - Throws: `DataModelError`.
    package init(cbor bytes: [UInt8], maximumSize: Int = 16 << 20) throws(DataModelError) {
        guard bytes.count <= maximumSize else { throw DataModelError(.size, at: maximumSize) }
        var reader = CBORReader(bytes)
        self = try reader.document()
    }
}
