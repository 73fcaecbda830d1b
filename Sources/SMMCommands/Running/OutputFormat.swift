import ArgumentParser

/// For whom output is written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case table
    /// For programs: the API's own shapes, which carry a version.
    case json
}
