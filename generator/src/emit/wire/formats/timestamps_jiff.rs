
/// A date and time of the crate `jiff`.
pub type Moment = jiff::Timestamp;

/// Returns the date and time of these seconds since 1970, if it is within the years of the crate.
fn moment(seconds: i64) -> Option<Moment> {
    jiff::Timestamp::from_second(seconds).ok()
}

/// Returns the whole seconds since 1970.
fn seconds(moment: &Moment) -> i64 {
    moment.as_second()
}
