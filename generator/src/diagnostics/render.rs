//! Renders diagnostics in the style of rustc, with an excerpt of the source and a help line.

use super::sources::Spot;
use super::{Code, Diagnostic, Diagnostics, Place, Severity, SourceText, Sources, positions};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;

/// Longer lines are minified text, so an excerpt would not be readable.
const LONGEST_SHOWN_LINE: usize = 2_000;

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

/// Renders diagnostics in the order in which they were found: all errors, and the first warnings of each code.
pub fn render(diagnostics: &Diagnostics, sources: &Sources, options: &RenderOptions) -> String {
    let renderer = if options.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let (chosen, hidden) = choose(diagnostics, options);
    let found: Vec<_> = chosen
        .iter()
        .map(|diagnostic| sources.find(&diagnostic.place))
        .collect();
    let ranges = ranges(&found);
    let mut text = String::new();
    for (diagnostic, found) in chosen.iter().zip(&found) {
        let marked = found.as_ref().map(|(source, spot)| {
            let range = match spot {
                Spot::Offset(offset) => offset_range(&source.text, *offset),
                Spot::Pointer(pointer) => ranges
                    .get(source.name.as_path())
                    .and_then(|ranges| ranges.get(pointer))
                    .cloned()
                    .unwrap_or(0..0),
            };
            (*source, range)
        });
        let _ = writeln!(text, "{}\n", renderer.render(&[group(diagnostic, marked)]));
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

/// Returns the diagnostics to be printed, and the number of omitted ones by code.
fn choose<'d>(
    diagnostics: &'d Diagnostics,
    options: &RenderOptions,
) -> (Vec<&'d Diagnostic>, BTreeMap<Code, usize>) {
    let mut seen: BTreeMap<Code, usize> = BTreeMap::new();
    let mut hidden = BTreeMap::new();
    let chosen = diagnostics.iter().filter(|diagnostic| {
        let seen = seen.entry(diagnostic.code).or_default();
        *seen += 1;
        let is_shown =
            options.all || diagnostic.severity == Severity::Error || *seen <= SHOWN_OF_A_KIND;
        if !is_shown {
            *hidden.entry(diagnostic.code).or_default() += 1;
        }
        is_shown
    });
    (chosen.collect(), hidden)
}

/// Returns the bytes of all pointers. Each file is parsed once.
fn ranges<'s>(
    found: &'s [Option<(&'s SourceText, Spot)>],
) -> HashMap<&'s Path, HashMap<String, Range<usize>>> {
    let mut wanted: HashMap<&Path, (&SourceText, Vec<&str>)> = HashMap::new();
    for (source, spot) in found.iter().flatten() {
        if let Spot::Pointer(pointer) = spot {
            wanted
                .entry(&source.name)
                .or_insert((source, Vec::new()))
                .1
                .push(pointer);
        }
    }
    wanted
        .into_iter()
        .map(|(name, (source, pointers))| (name, positions::find(source, pointers)))
        .collect()
}

fn group<'a>(
    diagnostic: &'a Diagnostic,
    marked: Option<(&'a SourceText, Range<usize>)>,
) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(&*diagnostic.message)
        .id(diagnostic.code.id());
    let mut group = match marked {
        Some((source, range)) => place(Group::with_title(title), diagnostic, source, range),
        None => Group::with_title(title).element(Origin::path(file_name(&diagnostic.place))),
    };
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(&**help));
    }
    group.element(
        Level::NOTE
            .with_name("explain")
            .message(format!("sdkwright explain {}", diagnostic.code.id())),
    )
}

fn place<'a>(
    group: Group<'a>,
    diagnostic: &'a Diagnostic,
    source: &'a SourceText,
    range: Range<usize>,
) -> Group<'a> {
    let text = &source.text;
    let range = whole_characters(text, range);
    let before = text.get(..range.start).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text
        .get(range.start..)
        .and_then(|rest| rest.find('\n'))
        .map_or(text.len(), |newline| range.start + newline);
    let line = text
        .get(line_start..line_end)
        .unwrap_or_default()
        .trim_end_matches('\r');
    let number = before.matches('\n').count() + 1;
    let name = source.name.to_string_lossy().into_owned();
    if line.len() > LONGEST_SHOWN_LINE {
        let column = before
            .get(line_start..)
            .map_or(0, |start| start.chars().count())
            + 1;
        return group.element(Origin::path(name).line(number).char_column(column));
    }
    let start = (range.start - line_start).min(line.len());
    let end = range
        .end
        .saturating_sub(line_start)
        .clamp(start, line.len());
    let annotation = AnnotationKind::Primary
        .span(start..end)
        .label(diagnostic.label.as_deref());
    group.element(
        Snippet::source(line)
            .path(name)
            .line_start(number)
            .annotation(annotation),
    )
}

/// Extends a range of bytes to the boundaries of characters.
fn whole_characters(text: &str, range: Range<usize>) -> Range<usize> {
    let start = boundary_before(text, range.start);
    let end = range.end.clamp(start, text.len());
    let end = (end..=text.len()).find(|at| text.is_char_boundary(*at));
    start..end.unwrap_or(text.len())
}

fn boundary_before(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

/// Returns the range from an offset to the end of the word.
fn offset_range(text: &str, offset: usize) -> Range<usize> {
    let start = boundary_before(text, offset);
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let quoted = line
        .chars()
        .next()
        .filter(|quote| matches!(quote, '"' | '\''))
        .and_then(|quote| line.get(1..)?.find(quote));
    if let Some(length) = quoted {
        return start..start + length + 2;
    }
    let word = rest
        .find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-')
        .unwrap_or(rest.len());
    start
        ..start
            + word.max(
                rest.chars()
                    .next()
                    .filter(|c| *c != '\n')
                    .map_or(0, char::len_utf8),
            )
}

fn file_name(place: &Place) -> String {
    match place {
        Place::File(file) | Place::Text { file, .. } => file.to_string_lossy().into_owned(),
        Place::Document(location) => format!("#{}", location.pointer),
        Place::Overlay(number, pointer) => format!("overlay {}#{pointer}", number + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pointer::Location;

    #[test]
    fn an_unresolved_reference_is_shown_at_its_position() {
        let text =
            "components:\n  schemas:\n    A:\n      $ref: '#/components/schemas/EquosSesion'\n";
        let source = SourceText {
            name: "spec/api.yaml".into(),
            text: text.to_owned(),
        };
        let sources = Sources {
            document: vec![source],
            ..Sources::default()
        };
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(
            Diagnostic::new(
                Code::ReferenceNotFound,
                Place::Document(Location::entry("/components/schemas/A/$ref")),
                "unresolved reference to a schema",
            )
            .label("not found")
            .help("a schema with a similar name exists: `EquosSession`"),
        );
        insta::assert_snapshot!(render(&diagnostics, &sources, &RenderOptions::default()));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named() {
        let mut diagnostics = Diagnostics::default();
        let place = Place::File("missing.yaml".into());
        diagnostics.push(Diagnostic::new(
            Code::FileNotRead,
            place,
            "`missing.yaml` does not exist",
        ));
        insta::assert_snapshot!(render(
            &diagnostics,
            &Sources::default(),
            &RenderOptions::default()
        ));
    }

    #[test]
    fn a_minified_line_is_named_but_not_shown() {
        let text = format!("{{\"a\": \"{}\", \"b\": 1}}", "x".repeat(3_000));
        let sources = Sources {
            document: vec![SourceText {
                name: "min.json".into(),
                text,
            }],
            ..Sources::default()
        };
        let mut diagnostics = Diagnostics::default();
        let place = Place::Document(Location::entry("/b"));
        diagnostics.push(Diagnostic::new(Code::ReferenceNotFound, place, "wrong"));
        insta::assert_snapshot!(render(&diagnostics, &sources, &RenderOptions::default()));
    }

    #[test]
    fn a_mark_covers_complete_characters() {
        let text = "servers:\n- \u{fffd}url: x\n";
        let sources = Sources {
            document: vec![SourceText {
                name: "api.yaml".into(),
                text: text.to_owned(),
            }],
            ..Sources::default()
        };
        let mut diagnostics = Diagnostics::default();
        let place = Place::Document(Location::entry("/servers/0"));
        diagnostics.push(Diagnostic::new(Code::InvalidValue, place, "wrong"));
        let options = render(&diagnostics, &sources, &RenderOptions::default());
        assert!(options.contains("- \u{fffd}url: x"), "{options}");
        assert_eq!(whole_characters("aé", 2..2), 1..3);
        assert_eq!(whole_characters("aé", 9..12), 3..3);
    }
}
