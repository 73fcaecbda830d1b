/// A statement with its parameters, written as one string literal: `"SELECT a FROM t WHERE id = \(id)"`.
///
/// Interpolated values become `$1`, `$2`, … in order of appearance. Literal parts are `StaticString`, so text that came
/// from outside can only ever be a parameter: there is no way to concatenate it.
package struct SQL: Sendable, ExpressibleByStringInterpolation {
    /// The text around the parameters: always one element more than ``values``.
    let literals: [String]
    /// The parameters in order of appearance.
    package let values: [SQLValue]
    /// The statement with `$1`, `$2`, … in place of the parameters.
    package let text: String

    /// A statement without parameters.
    package init(stringLiteral value: StaticString) {
        let text = value.description
        self.literals = [text]
        self.values = []
        self.text = text
    }

    /// A statement with the parameters interpolated into it.
    package init(stringInterpolation: SQLInterpolation) {
        self.literals = stringInterpolation.literals
        self.values = stringInterpolation.values
        self.text = stringInterpolation.text
    }
}
