import SMMModel

/// A type of the wire that also writes itself without `Codable`, which costs many times as much: those that stand in the
/// answers asked for most. Both ways give the same bytes.
protocol WireWritable {
    /// Writes the value as the JSON that comes next.
    func write(to json: inout WireWriter)
}

extension WireWritable where Self: RawRepresentable, RawValue == String {
    /// Writes the bare name.
    func write(to json: inout WireWriter) { json.write(rawValue) }
}

extension HoldReason: WireWritable {}
