//! Formats the arguments of macros that are types and expressions, which prettyplease prints token by token.
//!
//! A constant stands in for each such invocation while the file is printed.

use proc_macro2::Span;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Expr, File, Ident, Item, ItemMacro, Token, Type, parse_quote};

/// The largest width of an invocation on one line.
const WIDTH: usize = 100;

/// The begin of the names of the constants.
const NAME: &str = "SDKWRIGHT_MACRO_";

/// Replaces the invocations by constants, and returns their text.
pub fn take(file: &mut File) -> Vec<String> {
    let mut texts = Vec::new();
    for item in &mut file.items {
        if let Item::Macro(invoked) = item
            && let Some(text) = formatted(invoked)
        {
            let name = Ident::new(&format!("{NAME}{}", texts.len()), Span::call_site());
            *item = parse_quote!(const #name: () = (););
            texts.push(text);
        }
    }
    texts
}

/// Replaces the constants, which are in the order of the texts, by the text of the invocations.
pub fn put_back(printed: String, texts: &[String]) -> String {
    let mut whole = String::with_capacity(printed.len());
    let mut rest = printed.as_str();
    for (index, text) in texts.iter().enumerate() {
        let constant = format!("const {NAME}{index}: () = ();");
        if let Some((before, after)) = rest.split_once(&constant) {
            whole.push_str(before);
            whole.push_str(text);
            rest = after;
        }
    }
    whole.push_str(rest);
    whole
}

/// Returns the text of an invocation, if prettyplease would print it with spaces between tokens.
fn formatted(invoked: &ItemMacro) -> Option<String> {
    let tokens = invoked.mac.tokens.to_string();
    if !tokens.contains(['<', '&', '|']) || !invoked.attrs.is_empty() || invoked.ident.is_some() {
        return None;
    }
    let parse = Punctuated::<Argument, Token![,]>::parse_terminated;
    let arguments = invoked.mac.parse_body_with(parse).ok()?;
    let arguments: Vec<String> = arguments
        .into_iter()
        .map(Argument::text)
        .collect::<Option<_>>()?;
    let path = &invoked.mac.path;
    let path: Type = parse_quote!(#path);
    let path = Argument::Type(path).text()?;
    let line = format!("{path}!({});", arguments.join(", "));
    if line.len() <= WIDTH && !line.contains('\n') {
        return Some(line);
    }
    let indented = |argument: &String| {
        let lines = argument.lines().map(|line| format!("    {line}"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let arguments: Vec<String> = arguments.iter().map(indented).collect();
    Some(format!("{path}!(\n{}\n);", arguments.join(",\n")))
}

enum Argument {
    Type(Type),
    Expression(Expr),
}

impl Parse for Argument {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ahead = input.fork();
        let is_type = ahead.parse::<Type>().is_ok() && (ahead.is_empty() || ahead.peek(Token![,]));
        match is_type {
            true => input.parse().map(Self::Type),
            false => input.parse().map(Self::Expression),
        }
    }
}

impl Argument {
    fn text(self) -> Option<String> {
        let (item, begin): (Item, &str) = match self {
            Self::Type(ty) => (parse_quote!(type A = #ty;), "type A = "),
            Self::Expression(expression) => {
                (parse_quote!(const A: () = #expression;), "const A: () = ")
            }
        };
        let file = File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![item],
        };
        let printed = prettyplease::unparse(&file);
        let text = printed.trim_end().strip_prefix(begin)?.strip_suffix(';')?;
        Some(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use crate::rust::formatting::formatted;

    #[test]
    fn arguments_are_printed_as_types_and_expressions() {
        let code = "
            crate::request!(One, Vec<models::Pet>, decode::json);
            request!(Two, models::Pet, |response| xml::decode(response, &xml::Element { name: xml::Name::new(\"Pet\"), shape: &crate::wire::xml::PET }));
            record!(Three);
        ";
        insta::assert_snapshot!(formatted(syn::parse_str(code).unwrap()), @r#"
        crate::request!(One, Vec<models::Pet>, decode::json);

        request!(
            Two,
            models::Pet,
            |response| xml::decode(
                response,
                &xml::Element {
                    name: xml::Name::new("Pet"),
                    shape: &crate::wire::xml::PET,
                },
            )
        );

        record!(Three);
        "#);
    }
}
