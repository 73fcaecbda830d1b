/// Collects the literal parts and the parameters of an ``SQL`` value.
package struct SQLInterpolation: StringInterpolationProtocol, Sendable {
    private(set) var literals: [String]
    private(set) var values: [SQLValue]
    private(set) var text: String

    /// Called by the compiler.
    package init(literalCapacity: Int, interpolationCount: Int) {
        literals = [""]
        literals.reserveCapacity(interpolationCount + 1)
        values = []
        values.reserveCapacity(interpolationCount)
        text = ""
        text.reserveCapacity(literalCapacity + interpolationCount * 3)
    }

    /// Called by the compiler for each literal part.
    package mutating func appendLiteral(_ literal: StaticString) {
        append(literal: literal.description)
    }

    /// `\(value)`: one parameter.
    package mutating func appendInterpolation(_ value: some SQLBindable) {
        append(value: value.sqlValue)
    }

    /// `\(value)` where there may be none: one parameter, NULL for nil.
    package mutating func appendInterpolation(_ value: (some SQLBindable)?) {
        append(value: value.sqlValue)
    }

    /// `\(list: values)`: `($1,$2,…)`, one parameter for each value, for use after `IN` or `NOT IN`.
    ///
    /// An empty list becomes an empty subquery, so that `IN` is false and `NOT IN` is true in both dialects.
    package mutating func appendInterpolation<Values: Collection>(list values: Values)
    where Values.Element: SQLBindable {
        guard !values.isEmpty else {
            append(literal: "(SELECT CAST(NULL AS \(Values.Element.sqlType.rawValue)) WHERE 1 = 0)")
            return
        }
        append(literal: "(")
        for (position, value) in values.enumerated() {
            if position > 0 { append(literal: ",") }
            append(value: value.sqlValue)
        }
        append(literal: ")")
    }

    /// `\(sql: fragment)`: another statement's text and parameters, renumbered.
    package mutating func appendInterpolation(sql fragment: SQL) {
        for (literal, value) in zip(fragment.literals, fragment.values) {
            append(literal: literal)
            append(value: value)
        }
        append(literal: fragment.literals.last ?? "")
    }

    private mutating func append(literal: String) {
        text += literal
        literals[literals.count - 1] += literal
    }

    private mutating func append(value: SQLValue) {
        values.append(value)
        literals.append("")
        text += "$"
        text += String(values.count)
    }
}
