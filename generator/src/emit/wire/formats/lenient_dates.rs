
/// Returns the text with `Z`, UTC, if it is a date and time without a time zone.
fn zoned(text: &str) -> std::borrow::Cow<'_, str> {
    // The zone follows the time, which begins after the eleven characters of the date.
    let time = text.get(11..).unwrap_or_default();
    if time.is_empty() || time.contains(['Z', 'z', '+', '-']) {
        text.into()
    } else {
        format!("{text}Z").into()
    }
}
