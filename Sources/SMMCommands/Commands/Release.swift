/// Which release this smmctl is.
package enum Release {
    /// The release, e.g. `0.1.0`.
    package static let text = "0.1.0"
}
