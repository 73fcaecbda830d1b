extension ATValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A text.
    package init(stringLiteral value: String) { self = .string(value) }

    /// A whole number.
    package init(integerLiteral value: Int64) { self = .integer(value) }

    /// A truth value.
    package init(booleanLiteral value: Bool) { self = .bool(value) }

    /// An array.
    package init(arrayLiteral elements: ATValue...) { self = .array(elements) }

    /// A map; of a name that stands twice the last counts.
    package init(dictionaryLiteral members: (String, ATValue)...) {
        self = .map(Dictionary(members, uniquingKeysWith: { $1 }))
    }
}
