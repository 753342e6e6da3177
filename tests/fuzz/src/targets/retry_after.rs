//! `Retry-After` and `retry-after-ms`: the client waits as long as the server asks for, and does not retry if that is
//! longer than a minute. Without a valid value it waits a short time of its own.

use crate::choices::Choices;
use crate::runtime::Operation;
use crate::runtime::transport::Body;
use crate::sdk::{Sdk, operation, ready};
use http::Response;
use std::time::Duration;

static GET: Operation = operation("GET", "/things");

/// The time at which the clock starts: 1 January 2026.
const NOW: u64 = 1_767_225_600;

const LONGEST: Duration = Duration::from_secs(60);

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let mut response = Response::builder().status(choices.one_of(&[429, 503]));
    let mut asked = None;
    // The header with milliseconds comes first.
    if choices.once_in(3) {
        let (text, seconds) = decimal(&mut choices);
        response = response.header("retry-after-ms", text);
        asked = seconds.map(|milliseconds| wait(milliseconds / 1000.0));
    }
    let (text, expected) = match choices.below(3) {
        0 => {
            let (text, seconds) = decimal(&mut choices);
            (text, seconds.map(wait))
        }
        1 => date(&mut choices),
        _ => {
            let alphabet: Vec<char> = "0123456789.+-einfNa, :GMTDecSun".chars().collect();
            (choices.text_of(&alphabet, 30), None)
        }
    };
    let is_known = expected.is_some();
    response = response.header("retry-after", text.as_str());
    let response = response.body(Body::empty()).unwrap();
    let sdk = Sdk::answering([response]);
    let result = ready(sdk.call(&GET).send_raw());
    let attempts = sdk.received().len();
    let waited = sdk.clock.elapsed();
    assert!(waited <= LONGEST, "{text:?}: waits for {waited:?}");
    assert_eq!(result.is_ok(), attempts == 2, "{text:?}");
    if is_known || asked.is_some() {
        let expected = asked.or(expected).unwrap();
        match expected <= LONGEST {
            true => assert_eq!((attempts, waited), (2, expected), "{text:?}"),
            false => assert_eq!((attempts, waited), (1, Duration::ZERO), "{text:?}"),
        }
    }
}

fn wait(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX)
}

/// Returns digits, perhaps with a fraction, and their value.
fn decimal(choices: &mut Choices<'_>) -> (String, Option<f64>) {
    let digits: Vec<char> = "0123456789".chars().collect();
    let longest = choices.one_of(&[2, 4, 30, 400]);
    let mut text = format!("{}{}", choices.below(10), choices.text_of(&digits, longest));
    if choices.once_in(4) {
        text = format!(
            "{text}.{}{}",
            choices.below(10),
            choices.text_of(&digits, 10)
        );
    }
    let value = text.parse().ok();
    (text, value)
}

/// Returns a date in one of the formats of HTTP, and the time until then.
fn date(choices: &mut Choices<'_>) -> (String, Option<Duration>) {
    const DAYS: [&str; 7] = [
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Monday",
        "Tuesday",
        "Wednesday",
    ];
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let seconds = match choices.flag() {
        true => NOW - 60 + choices.below(180) as u64,
        // Until the year 2069, which two digits can express.
        false => choices.number() % 3_155_760_000,
    };
    let (mut days, time) = (seconds / 86_400, seconds % 86_400);
    let weekday = DAYS[usize::try_from(days % 7).unwrap()];
    let is_leap = |year: u64| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    let mut year = 1970;
    while days >= 365 + u64::from(is_leap(year)) {
        days -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let mut month = 0;
    let lengths = [
        31,
        28 + u64::from(is_leap(year)),
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ];
    while days >= lengths[month] {
        days -= lengths[month];
        month += 1;
    }
    let (day, month, short) = (days + 1, MONTHS[month], &weekday[..3]);
    let clock = format!("{:02}:{:02}:{:02}", time / 3600, time / 60 % 60, time % 60);
    let text = match choices.below(3) {
        0 => format!("{weekday}, {day:02}-{month}-{:02} {clock} GMT", year % 100),
        1 => format!("{short} {month} {day:2} {clock} {year}"),
        _ => format!("{short}, {day:02} {month} {year} {clock} GMT"),
    };
    (text, Some(Duration::from_secs(seconds.saturating_sub(NOW))))
}
