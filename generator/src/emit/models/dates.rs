//! Rust expressions for dates and times.

use crate::config::DateLibrary;
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Returns the expression for a date and time (RFC 3339). `None` if the text is not one.
pub fn date_time(library: DateLibrary, text: &str) -> Option<TokenStream> {
    let since: SignedDuration = text.parse::<Timestamp>().ok()?.as_duration();
    let seconds = Literal::i64_unsuffixed(since.as_secs());
    let nanoseconds = Literal::i32_unsuffixed(since.subsec_nanos());
    Some(match library {
        DateLibrary::Jiff => quote!(jiff::Timestamp::constant(#seconds, #nanoseconds)),
        DateLibrary::Chrono => quote! {
            (chrono::DateTime::UNIX_EPOCH
                + chrono::TimeDelta::seconds(#seconds)
                + chrono::TimeDelta::nanoseconds(#nanoseconds))
            .fixed_offset()
        },
        DateLibrary::Time => quote! {
            crate::DateTime(time::OffsetDateTime::UNIX_EPOCH + time::Duration::new(#seconds, #nanoseconds))
        },
        DateLibrary::Strings => quote!(#text.to_owned()),
    })
}

/// Returns the expression for a date (RFC 3339 full-date). `None` if the text is not one.
pub fn full_date(library: DateLibrary, text: &str) -> Option<TokenStream> {
    let day: Date = text.parse().ok()?;
    let days = i64::from(date(1970, 1, 1).until(day).ok()?.get_days());
    let days = Literal::i64_unsuffixed(days);
    Some(match library {
        DateLibrary::Jiff => {
            let year = Literal::i16_unsuffixed(day.year());
            let month = Literal::i8_unsuffixed(day.month());
            let day = Literal::i8_unsuffixed(day.day());
            quote!(jiff::civil::date(#year, #month, #day))
        }
        DateLibrary::Chrono => {
            quote!(chrono::NaiveDate::default() + chrono::TimeDelta::days(#days))
        }
        DateLibrary::Time => quote! {
            crate::Date(time::OffsetDateTime::UNIX_EPOCH.date() + time::Duration::days(#days))
        },
        DateLibrary::Strings => quote!(#text.to_owned()),
    })
}
