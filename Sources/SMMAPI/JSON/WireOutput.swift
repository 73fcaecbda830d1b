/// Holds the one `WireBuffer` that all containers of an encoding write to.
///
/// What belongs together is one call of the buffer: that a class's property is entered by one at a time is checked as the
/// program runs, and those checks took a good part of an answer.
final class WireOutput {
    var buffer = WireBuffer()
}
