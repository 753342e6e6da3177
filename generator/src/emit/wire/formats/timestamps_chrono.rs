
/// A date and time of the crate `chrono`.
pub type Moment = chrono::DateTime<chrono::FixedOffset>;

/// Returns the date and time of these seconds since 1970, if it is within the years of the crate.
fn moment(seconds: i64) -> Option<Moment> {
    chrono::DateTime::from_timestamp(seconds, 0).map(|time| time.fixed_offset())
}

/// Returns the whole seconds since 1970.
fn seconds(moment: &Moment) -> i64 {
    moment.timestamp()
}
