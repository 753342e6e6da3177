//! Renders diagnostics in the style of rustc, with an excerpt of the source and a help line.

use super::excerpt::{self, Excerpt};
use super::locate::{Located, LocatedDiagnostic, Spot, TextSpot, locate};
use super::printable::printable;
use super::{Code, Diagnostics, Severity, Sources};
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Warnings of one code that are printed in full.
const SHOWN_OF_A_KIND: usize = 3;

/// Options of the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RenderOptions {
    /// Use colours (ANSI escape sequences).
    pub color: bool,
    /// Print every warning instead of the first ones of each code.
    pub all: bool,
}

impl RenderOptions {
    /// Returns the text in this colour (an escape sequence), if colours are enabled.
    pub fn paint(&self, text: &str, color: &str) -> String {
        if self.color {
            format!("{color}{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}

/// Renders diagnostics in the order of their places: all errors, and the first warnings of each code.
pub fn render(diagnostics: &Diagnostics, sources: &Sources, options: &RenderOptions) -> String {
    let renderer = if options.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = String::new();
    let located = locate(diagnostics.iter(), sources);
    let mut seen: BTreeMap<Code, usize> = BTreeMap::new();
    let mut hidden: BTreeMap<Code, usize> = BTreeMap::new();
    for one in &located.diagnostics {
        let code = one.diagnostic.code;
        let seen = seen.entry(code).or_default();
        *seen += 1;
        if options.all || one.diagnostic.severity == Severity::Error || *seen <= SHOWN_OF_A_KIND {
            let rendered = renderer.render(&[group(one, &located)]);
            let _ = writeln!(text, "{}\n", with_true_columns(&rendered));
        } else {
            *hidden.entry(code).or_default() += 1;
        }
    }
    for (code, count) in hidden {
        let title = format!("{count} more warnings of this code: {}", code.title());
        let title = Level::WARNING.primary_title(title).id(code.id());
        let note = Level::NOTE
            .with_name("note")
            .message("use `--verbose` to print all");
        let group = Group::with_title(title).element(note);
        let _ = writeln!(text, "{}\n", renderer.render(&[group]));
    }
    text
}

fn group<'a>(one: &'a LocatedDiagnostic<'_>, located: &'a Located<'_, '_>) -> Group<'a> {
    let diagnostic = one.diagnostic;
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(printable(&diagnostic.message))
        .id(diagnostic.code.id());
    let explain = format!("sdkwright explain {}", diagnostic.code.id());
    Group::with_title(title)
        .elements(places(one, located))
        .element(Level::HELP.message(printable(diagnostic.help_line())))
        .element(Level::NOTE.with_name("explain").message(explain))
}

/// A marked part of a text.
struct Mark<'a> {
    kind: AnnotationKind,
    spot: &'a TextSpot,
    label: Option<Cow<'a, str>>,
}

/// Returns the excerpts of a diagnostic: its own place, then the related ones. Those near its own are part of its
/// excerpt.
fn places<'a>(one: &'a LocatedDiagnostic<'_>, located: &'a Located<'_, '_>) -> Vec<Element<'a>> {
    let own = [(
        AnnotationKind::Primary,
        one.diagnostic.label.as_deref(),
        &one.spot,
    )];
    let related = one.related.iter();
    let related = related.map(|(label, spot)| (AnnotationKind::Context, Some(&**label), spot));
    let mut elements = Vec::new();
    let mut together: Vec<Mark<'_>> = Vec::new();
    for (kind, label, spot) in own.into_iter().chain(related) {
        match spot {
            Spot::File(name) => elements.push(Origin::path(printable(name)).into()),
            Spot::Text(spot) => {
                let mark = Mark {
                    kind,
                    spot,
                    label: label.map(printable),
                };
                together.push(mark);
                if excerpt_of(&together, located).is_none()
                    && let Some(mark) = together.pop()
                {
                    elements.extend(snippets(&[mark], located));
                }
            }
        }
    }
    let excerpts = snippets(&together, located);
    if matches!(one.spot, Spot::File(_)) {
        elements.extend(excerpts);
        return elements;
    }
    excerpts.into_iter().chain(elements).collect()
}

/// Returns the excerpt that contains all of these marks.
fn excerpt_of(marks: &[Mark<'_>], located: &Located<'_, '_>) -> Option<Excerpt> {
    let text = located.text(marks.first()?.spot.text)?;
    if let [mark] = marks {
        let range = &mark.spot.range;
        return Some(excerpt::line(&text.source.text, text.lines(), range));
    }
    let is_same = |mark: &Mark<'_>| mark.spot.text == marks.first().map_or(0, |it| it.spot.text);
    if !marks.iter().all(is_same) {
        return None;
    }
    let ranges: Vec<_> = marks.iter().map(|mark| mark.spot.range.clone()).collect();
    excerpt::lines_together(&text.source.text, text.lines(), &ranges)
}

fn snippets<'a>(marks: &[Mark<'a>], located: &'a Located<'_, '_>) -> Vec<Element<'a>> {
    let (Some(first), Some(excerpt)) = (marks.first(), excerpt_of(marks, located)) else {
        return Vec::new();
    };
    let Some(text) = located.text(first.spot.text) else {
        return Vec::new();
    };
    let name = text.source.name.to_string_lossy();
    let name = printable(&name).into_owned();
    let annotations = marks.iter().zip(&excerpt.marks).map(|(mark, range)| {
        let annotation = mark.kind.span(range.clone());
        annotation.label(mark.label.clone())
    });
    let snippet = Snippet::source(excerpt.text.clone())
        .line_start(excerpt.line)
        .annotations(annotations);
    if excerpt.is_cut {
        let column = text.lines().position(first.spot.range.start).column;
        vec![snippet.path(format!("{name}{TRUE_COLUMN}{column}")).into()]
    } else {
        vec![snippet.path(name).into()]
    }
}

/// Between the path of a file and the column of a mark, where that is not the one in the excerpt. No printable text
/// contains this noncharacter.
const TRUE_COLUMN: char = '\u{fdd0}';

/// Replaces the columns in excerpts by those in the files: the renderer prints `api.json`, the mark and the true column,
/// then `:line:column`.
fn with_true_columns(rendered: &str) -> Cow<'_, str> {
    let mut parts = rendered.split(TRUE_COLUMN);
    let Some(start) = parts.next().filter(|start| start.len() < rendered.len()) else {
        return rendered.into();
    };
    let mut text = start.to_owned();
    for part in parts {
        let mut numbers = part.splitn(3, ':');
        let column = numbers.next().unwrap_or_default();
        let line = numbers.next().unwrap_or_default();
        let rest = numbers.next().unwrap_or_default();
        let rest = rest.trim_start_matches(|digit: char| digit.is_ascii_digit());
        let _ = write!(text, ":{line}:{column}{rest}");
    }
    text.into()
}

#[cfg(test)]
mod tests {
    use super::super::{Diagnostic, Place, SourceText};
    use super::*;
    use crate::pointer::Location;

    fn document(texts: &[(&str, &str)]) -> Sources {
        let texts = texts.iter().map(|(name, text)| SourceText {
            name: name.into(),
            text: (*text).to_owned(),
        });
        Sources {
            document: texts.collect(),
            ..Sources::default()
        }
    }

    fn rendered(diagnostic: Diagnostic, sources: &Sources) -> String {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(diagnostic);
        render(&diagnostics, sources, &RenderOptions::default())
    }

    fn at(pointer: &str) -> Place {
        Place::Document(Location::entry(pointer))
    }

    #[test]
    fn an_unresolved_reference_is_shown_at_its_position() {
        let text =
            "components:\n  schemas:\n    A:\n      $ref: '#/components/schemas/EquosSesion'\n";
        let diagnostic = Diagnostic::new(
            Code::ReferenceNotFound,
            at("/components/schemas/A/$ref"),
            "unresolved reference to a schema",
        )
        .label("not found")
        .help("a schema with a similar name exists: `EquosSession`");
        let sources = document(&[("spec/api.yaml", text)]);
        insta::assert_snapshot!(rendered(diagnostic, &sources));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named() {
        let place = Place::File("missing.yaml".into());
        let diagnostic = Diagnostic::new(Code::FileNotRead, place, "`missing.yaml` does not exist");
        insta::assert_snapshot!(rendered(diagnostic, &Sources::default()));
    }

    #[test]
    fn a_minified_line_is_shown_around_the_mark() {
        let text = format!(
            "{{\"a\": \"{0}\", \"é\": 1, \"c\": \"{0}\"}}",
            "x".repeat(5_000_000)
        );
        let diagnostic = Diagnostic::new(Code::ReferenceNotFound, at("/é"), "wrong").label("here");
        insta::assert_snapshot!(rendered(diagnostic, &document(&[("min.json", &text)])));
    }

    #[test]
    fn a_mark_after_wide_characters_is_below_its_text() {
        let text = "info:\n  title: {'東京': 'é', b: c}\n";
        let diagnostic = Diagnostic::new(Code::InvalidValue, at("/info/title/b"), "wrong");
        insta::assert_snapshot!(rendered(diagnostic, &document(&[("api.yaml", text)])));
    }

    #[test]
    fn related_places_near_and_far_and_in_other_files_are_shown() {
        let other = |file, pointer: &str| {
            let pointer = pointer.to_owned();
            Place::Document(Location { file, pointer })
        };
        let far = format!("a: 1\nb: 2\nc: 3\n{}d: 4\n", "#\n".repeat(30));
        let diagnostic = Diagnostic::new(Code::OperationIdDuplicate, at("/c"), "the third")
            .label("wrong")
            .related(at("/a"), "the first")
            .related(at("/c"), "the same place")
            .related(at("/d"), "the last")
            .related(other(1, "/e"), "in another file");
        let sources = document(&[("api.yaml", &far), ("other.yaml", "e: 5\n")]);
        insta::assert_snapshot!(rendered(diagnostic, &sources));
    }

    #[test]
    fn the_first_of_two_equal_keys_is_found() {
        let text = "get: {summary: one}\npost: 1\nget: {summary: two}\n";
        let key = Location::entry("/get");
        let diagnostic =
            Diagnostic::new(Code::DuplicateKey, Place::Key(key.clone()), "duplicate key")
                .related(Place::FirstKey(key), "first");
        insta::assert_snapshot!(rendered(diagnostic, &document(&[("api.yaml", text)])));
    }

    #[test]
    fn nothing_harmful_is_printed_whatever_the_document_contains() {
        let harmful = "\u{1b}]0;x\u{7}\u{9b}2J\u{202e}\u{2066}\u{200f}\u{61c}\r";
        let sources = document(&[(harmful, &format!("a: \"{harmful}\"\nb: 1 # {harmful}\n"))]);
        let diagnostic = Diagnostic::new(Code::InvalidValue, at("/a"), format!("m{harmful}\nm"))
            .label(format!("l{harmful}\nl"))
            .help(format!("h{harmful}\nh"))
            .related(at("/b"), format!("r{harmful}\nr"));
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(diagnostic);
        let place = Place::File(harmful.into());
        diagnostics.push(Diagnostic::new(Code::FileNotRead, place, harmful));
        let text = render(&diagnostics, &sources, &RenderOptions::default());
        let printed: Vec<char> = text
            .chars()
            .filter(|it| *it != '\n' && super::super::printable::is_harmful(*it))
            .collect();
        assert!(printed.is_empty(), "{printed:?} in {text}");
        for forged in ["m", "l", "h", "r"] {
            assert!(text.lines().all(|line| line.trim() != forged), "{text}");
        }
    }

    #[test]
    fn diagnostics_are_in_the_order_of_their_places() {
        let mut sources = document(&[("api.yaml", "a: 1\nb: 2\n"), ("other.yaml", "c: 3\n")]);
        sources.overlays.push(SourceText {
            name: "overlay.yaml".into(),
            text: "overlay: 1.0.0\n".to_owned(),
        });
        let mut diagnostics = Diagnostics::default();
        let mut report = |place, message| {
            diagnostics.push(Diagnostic::new(Code::InvalidValue, place, message));
        };
        let other = Location {
            file: 1,
            pointer: "/c".to_owned(),
        };
        report(Place::Document(other), "5");
        report(at("/b"), "3");
        report(at("/b"), "4");
        report(at("/a"), "2");
        report(Place::Overlay(0, "/overlay".to_owned()), "1");
        report(Place::File("missing.yaml".into()), "0");
        let all = RenderOptions {
            all: true,
            ..RenderOptions::default()
        };
        let text = render(&diagnostics, &sources, &all);
        let messages = text.lines().filter(|line| line.starts_with("warning"));
        let numbers: String = messages.filter_map(|line| line.chars().last()).collect();
        assert_eq!(numbers, "012345");
    }
}
