/// An answer, and the open file that comes along with a medium.
package struct DeskReply: Sendable {
    /// What is said.
    package var answer: DoorAnswer
    /// What is handed over; nil for nothing.
    package var file: OpenDescriptor?

    /// A reply.
    package init(_ answer: DoorAnswer, file: OpenDescriptor? = nil) {
        self.answer = answer
        self.file = file
    }
}
