import ArgumentParser

/// The options of commands that show one page of a long list.
struct PageOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How many, at most 200. (default: 50)", valueName: "count")) var limit: Int?
    @Option(help: ArgumentHelp("Goes on where the page before ended.", valueName: "text")) var cursor: String?

    /// As query parameters.
    var query: [(String, String?)] { [("limit", limit.map { "\($0)" }), ("cursor", cursor)] }

    func validate() throws {
        guard let limit, !(1...200).contains(limit) else { return }
        throw ValidationError("--limit takes 1 to 200.")
    }
}
