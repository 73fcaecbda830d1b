/// What a server understands beyond the letter of its document.
package struct ContractConventions: Sendable, Hashable {
    /// How arrays stand in queries and forms.
    package enum Arrays: Sendable, Hashable {
        /// `name[]=1&name[]=2`
        case brackets
        /// `name=1&name=2`
        case repeated
    }

    /// How arrays stand in queries and forms.
    package var arrays: Arrays
    /// Whether JSON, form and multipart are the same to the server, whichever the document names.
    package var equatesBodies: Bool
    /// Whether what is not declared is a violation: OpenAPI allows it, a misspelt name is one.
    package var refusesUndeclared: Bool

    /// Conventions: OpenAPI's own unless told otherwise.
    package init(arrays: Arrays = .repeated, equatesBodies: Bool = false, refusesUndeclared: Bool = true) {
        self.arrays = arrays
        self.equatesBodies = equatesBodies
        self.refusesUndeclared = refusesUndeclared
    }
}
