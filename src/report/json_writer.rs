//! Writing JSON value by value: commas and escapes are seen to here.

use crate::report::problems::is_control;

/// JSON as it grows. Keys are our own words and need no escapes.
#[derive(Default)]
pub struct Writer {
    out: String,
    /// The next value of this object or list needs a comma before it.
    comma: bool,
}

impl Writer {
    /// A writer that has room for so many bytes.
    pub fn with_capacity(bytes: usize) -> Writer {
        Writer { out: String::with_capacity(bytes), comma: false }
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.out
    }

    /// Opens an object or a list.
    pub fn open(&mut self, bracket: char) {
        self.separate();
        self.out.push(bracket);
        self.comma = false;
    }

    /// Closes an object or a list.
    pub fn close(&mut self, bracket: char) {
        self.out.push(bracket);
        self.comma = true;
    }

    fn separate(&mut self) {
        if std::mem::replace(&mut self.comma, true) {
            self.out.push(',');
        }
    }

    /// A key, with its value to follow.
    pub fn key(&mut self, key: &str) {
        self.separate();
        self.out.push('"');
        self.out.push_str(key);
        self.out.push_str("\":");
        self.comma = false;
    }

    /// An object under a key.
    pub fn object(&mut self, key: &str, inside: impl FnOnce(&mut Writer)) {
        self.key(key);
        self.open('{');
        inside(self);
        self.close('}');
    }

    /// A list under a key.
    pub fn list<T>(
        &mut self,
        key: &str,
        items: impl IntoIterator<Item = T>,
        mut each: impl FnMut(&mut Writer, T),
    ) {
        self.key(key);
        self.open('[');
        for item in items {
            each(self, item);
        }
        self.close(']');
    }

    /// A text under a key.
    pub fn text(&mut self, key: &str, text: &str) {
        self.key(key);
        self.item(text);
    }

    /// A word of our own under a key: it has nothing to escape.
    pub fn word(&mut self, key: &str, word: &str) {
        self.key(key);
        self.separate();
        self.out.push('"');
        self.out.push_str(word);
        self.out.push('"');
    }

    /// A text under a key, or null.
    pub fn optional_text(&mut self, key: &str, text: Option<&str>) {
        match text {
            Some(text) => self.text(key, text),
            None => self.raw(key, "null"),
        }
    }

    /// A whole number under a key.
    pub fn count(&mut self, key: &str, number: usize) {
        self.key(key);
        self.raw_item(itoa::Buffer::new().format(number));
    }

    /// A number under a key, to four decimals: what lies beyond is noise of the arithmetic.
    pub fn number(&mut self, key: &str, number: f64) {
        self.key(key);
        let scaled = (number * 10_000.0).round();
        let (whole, decimals) = ((scaled / 10_000.0).trunc() as i64, (scaled as i64 % 10_000).unsigned_abs());
        self.separate();
        if whole == 0 && scaled < 0.0 {
            self.out.push('-');
        }
        self.out.push_str(itoa::Buffer::new().format(whole));
        if decimals > 0 {
            self.out.push('.');
            let mut digits = itoa::Buffer::new();
            let digits = digits.format(10_000 + decimals);
            self.out.push_str(digits[1..].trim_end_matches('0'));
        }
    }

    /// Yes or no under a key.
    pub fn flag(&mut self, key: &str, flag: bool) {
        self.raw(key, if flag { "true" } else { "false" });
    }

    /// JSON that is ready, under a key.
    pub fn raw(&mut self, key: &str, json: &str) {
        self.key(key);
        self.raw_item(json);
    }

    /// Members of an object that are ready: `"a":1,"b":2`.
    pub fn raw_members(&mut self, members: &str) {
        if !members.is_empty() {
            self.raw_item(members);
        }
    }

    /// JSON that goes on where the last piece ended, its commas included.
    pub fn join(&mut self, json: &str) {
        self.out.push_str(json);
    }

    /// A whole number that goes on where the last piece ended.
    pub fn join_count(&mut self, number: u32) {
        self.out.push_str(itoa::Buffer::new().format(number));
    }

    /// A text in a list.
    pub fn item(&mut self, text: &str) {
        self.separate();
        escape(text, &mut self.out);
    }

    /// JSON that is ready, in a list.
    pub fn raw_item(&mut self, json: &str) {
        self.separate();
        self.out.push_str(json);
    }
}

/// A text as JSON, with its quotes.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    escape(text, &mut out);
    out
}

fn escape(text: &str, out: &mut String) {
    out.push('"');
    // Without an early end the compiler looks at many bytes at a time.
    let special =
        text.bytes().fold(false, |found, b| found | !(0x20..0x7f).contains(&b) | (b == b'"') | (b == b'\\'));
    if special {
        text.chars().for_each(|letter| escape_letter(letter, out));
    } else {
        out.push_str(text);
    }
    out.push('"');
}

/// JSON has to be safe on a terminal too: what steers one is escaped, beyond what JSON itself asks for.
fn escape_letter(letter: char, out: &mut String) {
    match letter {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\t' => out.push_str("\\t"),
        '\r' => out.push_str("\\r"),
        // All of these lie in the first plane of Unicode, so that four digits are enough.
        letter if is_control(letter) => out.push_str(&format!("\\u{:04x}", u32::from(letter))),
        letter => out.push(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Writer)) -> serde_json::Value {
        let mut out = Writer::default();
        out.open('{');
        write(&mut out);
        out.close('}');
        serde_json::from_str(&out.finish()).expect("JSON")
    }

    #[test]
    fn what_is_written_reads_back() {
        let value = written(|out| {
            out.text("a", "say \"so\"\n\u{1b}\u{9b}\u{202e}é\\");
            out.object("b", |out| out.count("n", 7));
            out.list("c", ["x", "y"], |out, item| out.item(item));
            out.raw_members("\"d\":1,\"e\":2");
            out.optional_text("f", None);
            out.flag("g", true);
        });
        let expected = serde_json::json!({
            "a": "say \"so\"\n\u{1b}\u{9b}\u{202e}é\\", "b": {"n": 7}, "c": ["x", "y"], "d": 1, "e": 2, "f": null, "g": true
        });
        assert_eq!(value, expected);
    }

    #[test]
    fn numbers_keep_four_decimals() {
        for (number, expected) in [
            (0.0, "0"),
            (1.5, "1.5"),
            (0.03, "0.03"),
            (99.99996, "100"),
            (-0.25, "-0.25"),
            (12.34567, "12.3457"),
        ] {
            let mut out = Writer::default();
            out.number("n", number);
            assert_eq!(out.finish(), format!("\"n\":{expected}"));
        }
    }
}
