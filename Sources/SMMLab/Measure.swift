/// One measured figure, as a line of JSON for the table.
package struct Measure: Sendable {
    /// What was measured.
    package let name: String
    /// The figure.
    package let value: Double
    /// Its unit.
    package let unit: String

    /// A figure.
    package init(_ name: String, _ value: Double, _ unit: String) {
        self.name = name
        self.value = value
        self.unit = unit
    }

    /// `{"name": …, "value": …, "unit": …}`
    package var line: String {
        "{\"name\": \"\(name)\", \"value\": \(value), \"unit\": \"\(unit)\"}"
    }
}
