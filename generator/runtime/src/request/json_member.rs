//! Sets a member of a JSON object that is already serialized.

/// Returns the object with the member set to this JSON text. Returns `None` if the text is not an object, or if it
/// has no such member and `is_added` is false.
pub fn set(object: &[u8], name: &str, value: &str, is_added: bool) -> Option<Vec<u8>> {
    let start = object.iter().position(|byte| *byte == b'{')?;
    let mut at = start + 1;
    while let Some(key) = next_string(object, at) {
        let colon = find(object, key.1, b':')?;
        let end = end_of_value(object, colon + 1)?;
        let quoted = object.get(key.0..key.1)?;
        if serde_json::from_slice::<String>(quoted).is_ok_and(|found| found == name) {
            return Some(
                [
                    object.get(..colon + 1)?,
                    value.as_bytes(),
                    object.get(end..)?,
                ]
                .concat(),
            );
        }
        at = end;
    }
    if !is_added {
        return None;
    }
    let rest = object.get(start + 1..)?;
    let is_empty = rest.trim_ascii_start().starts_with(b"}");
    let comma: &[u8] = if is_empty { b"" } else { b"," };
    let key = serde_json::to_vec(name).ok()?;
    Some(
        [
            object.get(..=start)?,
            &key,
            b":",
            value.as_bytes(),
            comma,
            rest,
        ]
        .concat(),
    )
}

/// Returns the first and the last position of the next string of this object, or `None` at the end of the object.
fn next_string(json: &[u8], at: usize) -> Option<(usize, usize)> {
    let found = at
        + json
            .get(at..)?
            .iter()
            .position(|byte| matches!(byte, b'"' | b'}'))?;
    (json.get(found) == Some(&b'"')).then(|| Some((found, end_of_string(json, found)?)))?
}

fn find(json: &[u8], at: usize, byte: u8) -> Option<usize> {
    let found = json.get(at..)?.iter().position(|other| *other == byte)?;
    Some(at + found)
}

/// Returns the position after a string that begins here.
fn end_of_string(json: &[u8], at: usize) -> Option<usize> {
    let mut at = at + 1;
    loop {
        match json.get(at)? {
            b'\\' => at += 2,
            b'"' => return Some(at + 1),
            _ => at += 1,
        }
    }
}

/// Returns the position after a value that begins here: that of the comma or brace that follows.
fn end_of_value(json: &[u8], at: usize) -> Option<usize> {
    let (mut at, mut depth) = (at, 0_usize);
    loop {
        match json.get(at)? {
            b'"' => {
                at = end_of_string(json, at)?;
                continue;
            }
            b',' | b'}' if depth == 0 => return Some(at),
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::set;

    fn text(object: &str, is_added: bool) -> Option<String> {
        set(object.as_bytes(), "stream", "true", is_added)
            .map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn a_member_is_replaced_wherever_it_is() {
        for (before, after) in [
            (r#"{"stream":false}"#, r#"{"stream":true}"#),
            (
                r#"{"a":{"stream":1},"stream":null,"b":2}"#,
                r#"{"a":{"stream":1},"stream":true,"b":2}"#,
            ),
            (
                r#"{"a":"\"stream\":[","str\u0065am":[{}]}"#,
                r#"{"a":"\"stream\":[","str\u0065am":true}"#,
            ),
            (
                r#"{ "a" : [1, "}"] , "stream" : false }"#,
                r#"{ "a" : [1, "}"] , "stream" :true}"#,
            ),
        ] {
            assert_eq!(text(before, false).as_deref(), Some(after));
        }
    }

    #[test]
    fn a_missing_member_is_added_only_when_asked() {
        assert_eq!(text("{}", true).as_deref(), Some(r#"{"stream":true}"#));
        assert_eq!(
            text(r#"{"a":1}"#, true).as_deref(),
            Some(r#"{"stream":true,"a":1}"#)
        );
        assert_eq!(text(r#"{"a":{"stream":1}}"#, false), None);
    }

    #[test]
    fn other_json_is_left_alone() {
        for json in ["[1]", "\"stream\"", "null", "", "{", "{\"a", "{\"a\":"] {
            assert_eq!(text(json, false), None, "{json}");
        }
    }
}
