use serde::Serialize;

use super::JsonText;
use crate::text::is_control;

fn written(value: impl Serialize) -> String {
    let mut text = JsonText::default();
    value.serialize(&mut text).expect("memory takes any text");
    text.0
}

#[test]
fn what_steers_a_terminal_is_escaped_and_reads_back() {
    let text = "say \"so\"\n\u{1b}\u{7f}\u{9b}\u{202e}é\\";
    let json = written(text);
    assert!(json.chars().all(|c| !is_control(c)), "{json}");
    assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), text);
}

#[test]
fn a_number_reads_back() {
    let numbers = [0.0, 1.0, 0.1, 0.05, 12.3456, 99.9999, 0.0001, 1.0 / 3.0, -2.5, 1e300, 5e-324, 1e11];
    for number in numbers {
        let json = written(number);
        assert_eq!(serde_json::from_str::<f64>(&json).expect("JSON"), number, "{json}");
    }
    assert_eq!([0.05, 12.3, 7.0].map(written), ["0.05", "12.3", "7"]);
}

#[test]
fn all_that_serde_knows_is_written_as_serde_json_does() {
    #[derive(Serialize)]
    enum Kind {
        Plain,
        One(u8),
        Two(i8, char),
        Named { a: Option<bool>, b: f64 },
    }
    let ascii: String = (' '..='~').chain("\n\r\t\u{0}\u{8}\u{c}".chars()).collect();
    let named = Kind::Named { a: None, b: 0.25 };
    let value = (
        [Kind::Plain, Kind::One(1), Kind::Two(-2, '"'), named, Kind::Named { a: Some(true), b: f64::NAN }],
        (ascii, u64::MAX, i64::MIN, Vec::<u8>::new(), ()),
        std::collections::BTreeMap::from([("a", "b"), ("c\\", "d")]),
    );
    assert_eq!(written(&value), serde_json::to_string(&value).expect("JSON"));
}
