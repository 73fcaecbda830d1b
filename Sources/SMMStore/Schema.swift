package import SMMDatabase

/// The schema: every migration in order. A shipped one is never edited.
package enum Schema {
    /// The migrations.
    package static let migrations: [Migration] = [.foundation, .vault, .media, .door]
}
