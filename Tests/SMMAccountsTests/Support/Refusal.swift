import SMMModel
import Testing

/// Expects `body` to be refused with this code and gives the problem.
@discardableResult
func refusal(
    _ code: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> some Any
) async -> Problem? {
    do {
        _ = try await body()
        Issue.record("was not refused with \(code)", sourceLocation: sourceLocation)
        return nil
    } catch let problem as Problem {
        #expect(problem.code.rawValue == code, sourceLocation: sourceLocation)
        return problem
    } catch {
        Issue.record("failed with \(error) instead of \(code)", sourceLocation: sourceLocation)
        return nil
    }
}

/// The code `body` is refused with, or the error it fails with; nil where it does neither.
func refusal(_ body: () async throws -> Void) async -> String? {
    do {
        try await body()
        return nil
    } catch {
        return (error as? Problem)?.code.rawValue ?? "\(error)"
    }
}
