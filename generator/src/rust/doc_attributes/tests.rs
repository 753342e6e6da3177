use super::*;

#[test]
fn plain_sentences_stay_as_they_are() {
    for text in [
        "The URL of the LiveKit server.",
        "Page size (1 to 50)",
        "[Optional] x",
    ] {
        let shown = safe_markdown(text);
        assert_eq!(shown.replace('\\', ""), text);
    }
    assert_eq!(
        doc_attributes(["One."]).to_string(),
        "# [doc = r#\" One.\"#]"
    );
}

#[test]
fn code_is_never_a_doctest() {
    let fenced = "Text\n\n```rust\npanic!()\n```\n\nmore";
    assert_eq!(
        safe_markdown(fenced),
        "Text\n\n```text\npanic!()\n```\n\nmore"
    );
    assert_eq!(
        safe_markdown("Text\n\n    panic!()\n"),
        "Text\n\n```text\npanic!()\n```"
    );
    assert_eq!(safe_markdown("~~~\nopen"), "```text\nopen\n```");
    assert_eq!(safe_markdown("```\na\n````\nb"), "```text\na\n```\n\nb");
}

#[test]
fn brackets_are_no_links_to_items() {
    assert_eq!(
        safe_markdown("see [foo] and [bar](Bar) or [x][y]"),
        "see \\[foo\\] and bar or \\[x\\]\\[y\\]"
    );
    assert_eq!(
        safe_markdown("[docs](https://a.b/c)"),
        "[docs](<https://a.b/c>)"
    );
    assert_eq!(safe_markdown("[a]: Foo\n\n[a]"), "a");
}

#[test]
fn bare_urls_become_links() {
    assert_eq!(
        safe_markdown("See https://a.b/c_d?x=1&y=2."),
        "See <https://a.b/c_d?x=1&y=2>."
    );
    assert_eq!(safe_markdown("(http://a.b)"), "(<http://a.b>)");
}

#[test]
fn tags_become_markdown_or_text() {
    assert_eq!(
        safe_markdown("<p>One<br/>two <b>three</b></p><p>four</p>"),
        "One\ntwo three\n\nfour"
    );
    assert_eq!(
        safe_markdown("a <script>alert(1)</script> b"),
        "a \\<script>alert(1)\\</script> b"
    );
    assert_eq!(
        safe_markdown("Use <code>a_b</code> for <token>"),
        "Use `a_b` for \\<token>"
    );
}

#[test]
fn lists_keep_their_lines_together() {
    assert_eq!(
        safe_markdown("- one\nlazy\n- two\n  - three"),
        "* one\n  lazy\n* two\n  * three"
    );
    assert_eq!(safe_markdown("3. x\n4. y"), "3. x\n4. y");
}

#[test]
fn nothing_invisible_stays() {
    assert_eq!(safe_markdown("a\u{202e}b\0c\u{2028}d\re"), "abc\nd\ne");
}

#[test]
fn what_was_written_reads_the_same_again() {
    let samples = [
        "1) x",
        "+ y",
        "# H\n\ntext",
        "a | b\n--|--\n`c|d` | e",
        "> q\n> r",
        "\\[x\\] \\`y\\`",
        "*a **b** c*",
        "a * b _ c",
        "&lt;b&gt; &amp;amp;",
        "a\n===",
        "- a\n\n      code\n",
        "> - x\n>   y\n",
        "![i](https://x.y/z.png)",
        "[![i](https://x.y/z.png)](https://q.r)",
        "<!-- c -->x",
        "<a",
        "x <",
        "``` `",
        "a\\\nb",
        "a  \nb",
    ];
    for sample in samples {
        let once = safe_markdown(sample);
        let twice = safe_markdown(&once);
        assert_eq!(once, twice, "{sample:?}");
    }
}
