//! A document of words: headings, paragraphs and lists. As plain text it can be pasted into any mail; as HTML it stands
//! alone, asks nothing of any network and runs nothing. Everything in it is text: what a person typed can't become markup.

/// Headings and what stands under them, in order.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Document {
    /// Its language, as in `lang`: "en".
    pub language: &'static str,
    /// Its title.
    pub title: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading over what follows.
    Heading(String),
    /// A paragraph.
    Words(String),
    /// A list.
    List(Vec<Line>),
}

/// An entry of a list.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Line {
    /// What it is about; stands out.
    pub about: String,
    /// What is said of it.
    pub said: String,
    /// Entries of its own.
    pub below: Vec<Line>,
}

impl Line {
    /// An entry that is one text.
    pub fn plain(said: String) -> Line {
        Line { said, ..Line::default() }
    }
}

/// Marks that turn the direction of the text around them, and the two that end lines in HTML but are not seen: in a
/// list of several people's words they would reach over its edge.
fn is_unruly(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}')
        || (c.is_control() && c != '\n')
}

/// The text on one line, without what could disturb its neighbours.
fn calm(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c == '\n' || c == '\t' || c == '\u{2028}' || c == '\u{2029}' { ' ' } else { c })
        .collect();
    text.chars().filter(|c| !is_unruly(*c)).collect::<String>().trim().to_string()
}

impl Document {
    /// As plain text: a title, headings in a line of their own, lists with dashes.
    pub fn text(&self) -> String {
        let mut text = calm(&self.title);
        text.push('\n');
        for block in &self.blocks {
            match block {
                Block::Heading(words) => text.extend(["\n", &calm(words), "\n"]),
                Block::Words(words) => text.extend([&calm(words), "\n"]),
                Block::List(lines) => lines.iter().for_each(|line| line.push_text(0, &mut text)),
            }
        }
        text
    }

    /// As a page that stands alone.
    pub fn html(&self) -> String {
        let title = escaped(&self.title);
        let mut html = format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n\
             </head>\n<body>\n",
            escaped(self.language)
        );
        html.push_str(&self.fragment());
        html.push_str("</body>\n</html>\n");
        html
    }

    /// As HTML for the clipboard, without a page around it.
    pub fn fragment(&self) -> String {
        let mut html = format!("<h1><bdi>{}</bdi></h1>\n", escaped(&self.title));
        for block in &self.blocks {
            match block {
                Block::Heading(words) => html.extend(["<h2><bdi>", &escaped(words), "</bdi></h2>\n"]),
                Block::Words(words) => html.extend(["<p><bdi>", &escaped(words), "</bdi></p>\n"]),
                Block::List(lines) => push_list(lines, true, &mut html),
            }
        }
        html
    }
}

/// Quiet type that any program shows; nothing is asked of a network.
const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:44em;margin:2em auto;padding:0 1em;color:#1d1b18;background:#fff}\
h1{font-size:1.5em}h2{font-size:1.1em;margin:1.6em 0 .4em}ul{padding-left:1.2em;margin:.3em 0}li{margin:.2em 0}\
@media print{body{margin:0;max-width:none}li{break-inside:avoid}h2{break-after:avoid}}";

/// What entries are about stands out on the first level only.
fn push_list(lines: &[Line], outer: bool, html: &mut String) {
    html.push_str("<ul>\n");
    for line in lines {
        html.push_str("<li>");
        if !line.about.is_empty() {
            let (open, close) = if outer { ("<b><bdi>", "</bdi></b>") } else { ("<bdi>", "</bdi>") };
            html.extend([open, &escaped(&line.about), close]);
        }
        if !line.said.is_empty() {
            html.extend([
                if line.about.is_empty() { "" } else { ": " },
                "<bdi>",
                &escaped(&line.said),
                "</bdi>",
            ]);
        }
        if !line.below.is_empty() {
            html.push('\n');
            push_list(&line.below, false, html);
        }
        html.push_str("</li>\n");
    }
    html.push_str("</ul>\n");
}

impl Line {
    fn push_text(&self, depth: usize, text: &mut String) {
        let (about, said) = (calm(&self.about), calm(&self.said));
        let between = if about.is_empty() || said.is_empty() { "" } else { ": " };
        text.extend(["  ".repeat(depth).as_str(), "- ", &about, between, &said, "\n"]);
        self.below.iter().for_each(|line| line.push_text(depth + 1, text));
    }
}

/// A text that is nothing but text, in an element and in an attribute.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in calm(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sample(typed: &str) -> Document {
        let line = Line { about: typed.into(), said: typed.into(), below: vec![Line::plain(typed.into())] };
        let blocks = vec![Block::Heading(typed.into()), Block::Words(typed.into()), Block::List(vec![line])];
        Document { language: "en", title: typed.into(), blocks }
    }

    #[test]
    fn text_reads_as_a_mail_does() {
        let below =
            vec![Line { about: "Fewer tickets".into(), said: "90 %, on track".into(), below: vec![] }];
        let line = Line { about: "Help customers".into(), said: "60 % → 65 %".into(), below };
        let document = Document {
            language: "en",
            title: "Week to 26 Nov 2027".into(),
            blocks: vec![
                Block::Words("All in all fine.".into()),
                Block::Heading("Objectives".into()),
                Block::List(vec![line, Line::plain("Nothing else".into())]),
            ],
        };
        assert_eq!(
            document.text(),
            "Week to 26 Nov 2027\nAll in all fine.\n\nObjectives\n- Help customers: 60 % → 65 %\n  - Fewer tickets: 90 %, on track\n- Nothing else\n"
        );
    }

    #[test]
    fn what_people_typed_is_text_and_stays_on_its_line() {
        let typed = "<script>alert(1)</script>\n- \"x\" onclick='y' & \u{202E}gnp.exe\u{0}\u{2028}<img src=//evil.example>";
        let html = sample(typed).html();
        for bad in ["<script", "<img", "\u{202E}", "\u{0}", "\u{2028}"] {
            assert!(!html.contains(bad), "{bad:?} in {html}");
        }
        assert!(html.contains(
            "&lt;script&gt;alert(1)&lt;/script&gt; - &quot;x&quot; onclick=&#39;y&#39; &amp; gnp.exe"
        ));
        // title, heading, words, entry, entry below: one line each, with an empty one before the heading
        assert_eq!(sample(typed).text().lines().count(), 6);
    }

    proptest! {
        #[test]
        fn no_text_opens_or_closes_an_element(typed in "x[<>&\"'/a-z =\n\u{202e}\u{0}-]{0,60}|x\\PC{0,40}") {
            let tags = |html: &str| html.matches('<').count();
            prop_assert_eq!(tags(&sample(&typed).html()), tags(&sample("x").html()));
            prop_assert_eq!(sample(&typed).html().matches('>').count(), sample("x").html().matches('>').count());
        }
    }
}
