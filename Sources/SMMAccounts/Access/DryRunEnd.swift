/// Ends the transaction of a dry run, carrying what it would have answered.
struct DryRunEnd<Value: Sendable>: Error {
    let value: Value
}
