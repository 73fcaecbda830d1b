/// What the configuration knows about one of its keys; the reference page is checked against these.
package struct KeyDescription: Hashable, Sendable {
    /// The key with its sections, such as `publishing.retry.cap`.
    package let key: String
    /// The form of its value: `duration`, `size`, `number`, `percentage`, `yes or no`, `path`, `text`, `list`, or the
    /// words it may be.
    package let form: String
    /// The default as one would write it; empty where there is none.
    package let standard: String
}
