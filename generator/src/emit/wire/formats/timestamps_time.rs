
/// A date and time of the crate `time`.
pub type Moment = time::OffsetDateTime;

/// Returns the date and time of these seconds since 1970, if it is within the years of the crate.
fn moment(seconds: i64) -> Option<Moment> {
    time::OffsetDateTime::from_unix_timestamp(seconds).ok()
}

/// Returns the whole seconds since 1970.
fn seconds(moment: &Moment) -> i64 {
    moment.unix_timestamp()
}
