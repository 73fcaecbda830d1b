/// A departure from a document that is right nevertheless, and why.
package struct ContractDeviation: Sendable, Hashable {
    /// The operation it holds for; nil for all.
    package var operation: String?
    /// The place; a `*` at the end stands for anything.
    package var place: String
    /// The kind; nil for all.
    package var kind: ContractViolation.Kind?
    /// Why it is right.
    package var reason: String

    /// A deviation.
    package init(
        _ place: String, in operation: String? = nil, kind: ContractViolation.Kind? = nil, because reason: String
    ) {
        self.operation = operation
        self.place = place
        self.kind = kind
        self.reason = reason
    }

    /// Whether it covers this violation.
    package func covers(_ violation: ContractViolation) -> Bool {
        if let operation, operation != violation.operation { return false }
        if let kind, kind != violation.kind { return false }
        if place.hasSuffix("*") { return violation.place.hasPrefix(place.dropLast()) }
        return violation.place == place
    }
}
