/// The quotient and remainder of a division that rounds towards minus infinity; the remainder is never negative.
///
/// `divisor` must be positive: it is always a constant of the calendar here, never input.
func floorDivide(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
}
