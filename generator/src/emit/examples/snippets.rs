//! The form of examples: models by their names alone, and lines of a readable length.

use crate::rust::formatting;

/// Returns the code with the models by their names alone, and the `use` item for them.
pub fn short_names(library: &str, code: &str) -> (String, String) {
    let path = format!("{library}::models::");
    let mut names: Vec<&str> = code
        .split(path.as_str())
        .skip(1)
        .filter_map(|rest| {
            rest.split(|c: char| !(c.is_alphanumeric() || c == '_'))
                .next()
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() || names.iter().any(|name| TAKEN.contains(name)) {
        return (String::new(), code.to_owned());
    }
    let imports = match names.as_slice() {
        [only] => format!("use {path}{only};"),
        names => format!("use {path}{{{}}};", names.join(", ")),
    };
    (imports, code.replace(&path, ""))
}

/// Names that an example uses without a path.
const TAKEN: &[&str] = &[
    "Answer",
    "Box",
    "Client",
    "Duration",
    "Err",
    "ExitCode",
    "MockTransport",
    "None",
    "Ok",
    "Rule",
    "String",
    "TryStreamExt",
    "Vec",
];

/// Formats items; `None` if the code does not parse.
pub fn items(code: &str) -> Option<String> {
    let tree = syn::parse_file(code).ok()?;
    Some(formatting::formatted(tree))
}

/// Formats `use` items, each on a line of its own unless it is too long; `None` if they do not parse.
pub fn imports(uses: &[&str]) -> Option<String> {
    if uses.iter().any(|item| item.len() > SHORT) {
        return items(&uses.join("\n"));
    }
    Some(uses.iter().map(|item| format!("{item}\n")).collect())
}

/// Formats statements of an asynchronous function.
pub fn statements(code: &str) -> String {
    if is_one_line(code) {
        return code.to_owned();
    }
    let Some(function) = items(&format!("async fn example() {{ {code} }}")) else {
        return code.to_owned();
    };
    let lines = function.lines().skip(1);
    let lines: Vec<&str> = lines.take_while(|line| *line != "}").collect();
    let indented = |line: &&str| line.strip_prefix("    ").unwrap_or(line).to_owned();
    let lines: Vec<String> = lines.iter().map(indented).collect();
    lines.join("\n")
}

/// The length up to which a line is not broken, also inside a function.
const SHORT: usize = 76;

/// Returns `true` for a short statement without a block, which is formatted as it is: most calls are, and parsing takes
/// longer than anything else in a page.
fn is_one_line(code: &str) -> bool {
    let statement = code.strip_suffix(';');
    let is_one = statement.is_some_and(|code| !code.contains([';', '\n']));
    is_one && !code.contains(" {") && code.len() <= SHORT
}

/// Returns a program of a README as Markdown: the imports, and the items that use the models by their full paths.
pub fn program(library: &str, language: &str, imports: &str, code: &str) -> String {
    let (models, code) = short_names(library, code);
    let imports = items(&format!("{imports} {models}")).unwrap_or_default();
    let code = items(&code).unwrap_or(code);
    let blank = if imports.is_empty() { "" } else { "\n" };
    format!("```{language}\n{imports}{blank}{}\n```", code.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_statements_are_broken() {
        let code = format!(
            "let answer = client.pets().create({}).await?;",
            "\"a\", ".repeat(30)
        );
        let formatted = statements(&code);
        assert!(
            formatted.lines().all(|line| line.len() < 100),
            "{formatted}"
        );
        assert!(
            formatted.starts_with("let answer = client\n    .pets()\n"),
            "{formatted}"
        );
    }

    #[test]
    fn short_statements_are_formatted_as_they_are() {
        for code in [
            "let client = Client::from_env()?;",
            "let answer = client.pets().list(5_i64, [\"a\", \"b\"], true).await?;",
            "client.pets().create(NewPet::new(\"a\", vec![1])).await?;",
            "println!(\"{answer:#?}\");",
        ] {
            assert_eq!(statements(code), code);
            let function = items(&format!("async fn example() {{ {code} }}"));
            let expected = format!("async fn example() {{\n    {code}\n}}\n");
            assert_eq!(function, Some(expected));
        }
        let block = "while let Some(item) = items.next() { print(item); }";
        assert_eq!(statements(block).lines().count(), 3);
    }

    #[test]
    fn a_model_with_the_name_of_something_else_keeps_its_path() {
        let code = "api::models::Client::new()";
        assert_eq!(short_names("api", code), (String::new(), code.to_owned()));
        let (imports, code) = short_names("api", "api::models::Pet::new()");
        assert_eq!((&*imports, &*code), ("use api::models::Pet;", "Pet::new()"));
    }
}
