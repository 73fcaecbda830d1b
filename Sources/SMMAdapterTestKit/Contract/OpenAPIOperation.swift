/// One operation of a document, found for a request.
struct OpenAPIOperation {
    /// The method and the path as the document writes it.
    let name: String
    /// The path's own object.
    let item: FakeJSON
    /// The operation's object.
    let operation: FakeJSON
    /// What the request has in the place of the path's parameters.
    let pathValues: [String: String]

    /// The declared parameters, those of the operation before those of the path.
    func parameters(_ document: OpenAPIDocument) -> [Parameter] {
        var known: Set<String> = []
        let all = (operation["parameters"]?.elements ?? []) + (item["parameters"]?.elements ?? [])
        return all.compactMap { element in
            guard let object = document.object(element), let parameter = Parameter(object),
                known.insert(parameter.place).inserted
            else { return nil }
            return parameter
        }
    }

    /// Whether a credential is needed: some alternative is declared and none of them is empty.
    func needsCredential(_ document: OpenAPIDocument) -> Bool {
        guard let all = (operation["security"] ?? document.root["security"])?.elements else { return false }
        return !all.isEmpty && all.allSatisfy { !($0.members ?? [:]).isEmpty }
    }

    /// One declared parameter.
    struct Parameter {
        /// The name.
        let name: String
        /// `query`, `path`, `header`, `cookie`.
        let location: String
        /// Whether it must be there.
        let isRequired: Bool
        /// What it must be.
        let schema: FakeJSON
        /// Whether an array's elements stand in one value, between commas.
        let isJoined: Bool
        /// Whether an object's members stand in brackets behind the name.
        let isDeep: Bool

        init?(_ object: FakeJSON) {
            guard let name = object["name"]?.string, let location = object["in"]?.string else { return nil }
            self.name = name
            self.location = location
            isRequired = object["required"]?.bool ?? (location == "path")
            schema = object["schema"] ?? .object([:])
            isJoined = object["explode"]?.bool == false || location == "header" || location == "path"
            isDeep = object["style"]?.string == "deepObject"
        }

        /// `query.limit`
        var place: String { "\(location).\(name)" }
    }
}
