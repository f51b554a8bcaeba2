//! JSON as text: what `serde_json` would write without spaces, and safe on a terminal too.
//!
//! Most of a report is short strings and names of keys. `serde_json` looks for what is to be escaped in every one of them,
//! and what steers a terminal has to be looked for after that again; here both are one look, and names of keys need none.

use std::fmt::{self, Write};

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use crate::text::is_control;

/// Text that JSON is added to.
#[derive(Debug, Default)]
pub struct JsonText(pub String);

/// The members of a list or of an object that are written so far.
#[derive(Debug)]
pub struct Members<'t> {
    text: &'t mut JsonText,
    any: bool,
    end: &'static str,
}

/// Which bytes stand in a string as they are, whatever stands beside them.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = b' ';
    while byte <= b'~' {
        plain[byte as usize] = byte != b'"' && byte != b'\\';
        byte += 1;
    }
    plain
};

const DIGITS: [char; 10] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

impl JsonText {
    fn string(&mut self, text: &str) {
        self.0.push('"');
        // Nearly every text is plain, and to look at all of its bytes is quicker than to ask at each whether to stop.
        if text.bytes().fold(true, |plain, byte| plain & PLAIN[usize::from(byte)]) {
            self.0.push_str(text);
        } else {
            self.escaped(text);
        }
        self.0.push('"');
    }

    fn escaped(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|byte| !PLAIN[usize::from(byte)]) {
            let (plain, other) = rest.split_at(at);
            self.0.push_str(plain);
            let mut characters = other.chars();
            characters.next().into_iter().for_each(|character| self.character(character));
            rest = characters.as_str();
        }
        self.0.push_str(rest);
    }

    fn character(&mut self, character: char) {
        match character {
            '"' => self.0.push_str("\\\""),
            '\\' => self.0.push_str("\\\\"),
            '\n' => self.0.push_str("\\n"),
            '\r' => self.0.push_str("\\r"),
            '\t' => self.0.push_str("\\t"),
            '\u{8}' => self.0.push_str("\\b"),
            '\u{c}' => self.0.push_str("\\f"),
            // All of these lie in the first plane of Unicode, so that four digits are enough.
            _ if is_control(character) => {
                _ = write!(self.0, "\\u{:04x}", u32::from(character));
            }
            _ => self.0.push(character),
        }
    }

    /// A name from the program: it holds nothing to escape.
    fn name(&mut self, name: &'static str) {
        self.0.push('"');
        self.0.push_str(name);
        self.0.push('"');
    }

    /// A whole number. The machinery of formats takes ten times as long for the one to three digits of a line.
    fn whole(&mut self, number: u64) {
        if number >= 10 {
            self.whole(number / 10);
        }
        self.0.push(DIGITS[(number % 10) as usize]);
    }

    /// A number that is a count of ten-thousandths, as all shares and points are: false where it is none.
    fn four_decimals(&mut self, number: f64) -> bool {
        let count = (number * 10_000.0).round();
        if !(0.0..1e15).contains(&count) || count / 10_000.0 != number {
            return false;
        }
        let count = count as u64;
        self.whole(count / 10_000);
        let mut decimals = count % 10_000;
        if decimals > 0 {
            self.0.push('.');
        }
        while decimals > 0 {
            self.0.push(DIGITS[(decimals / 1_000) as usize]);
            decimals = decimals % 1_000 * 10;
        }
        true
    }

    fn begin(&mut self, begin: &str, end: &'static str) -> Result<Members<'_>, fmt::Error> {
        self.0.push_str(begin);
        Ok(Members { text: self, any: false, end })
    }

    fn variant(
        &mut self,
        name: &'static str,
        begin: &str,
        end: &'static str,
    ) -> Result<Members<'_>, fmt::Error> {
        self.0.push('{');
        self.name(name);
        self.0.push(':');
        self.begin(begin, end)
    }
}

impl Members<'_> {
    fn part(&mut self) {
        if self.any {
            self.text.0.push(',');
        }
        self.any = true;
    }

    fn item(&mut self, value: &(impl Serialize + ?Sized)) -> fmt::Result {
        self.part();
        value.serialize(&mut *self.text)
    }

    fn field(&mut self, name: &'static str, value: &(impl Serialize + ?Sized)) -> fmt::Result {
        self.text.0.push_str(if self.any { ",\"" } else { "\"" });
        self.any = true;
        self.text.0.push_str(name);
        self.text.0.push_str("\":");
        value.serialize(&mut *self.text)
    }

    fn close(self) -> fmt::Result {
        self.text.0.push_str(self.end);
        Ok(())
    }
}

/// Methods that write numbers without a sign.
macro_rules! unsigned {
    ($($method:ident: $type:ty),*) => {$(
        fn $method(self, number: $type) -> fmt::Result {
            self.whole(number.into());
            Ok(())
        }
    )*};
}

/// Methods that write what is seldom in a report, as it is displayed.
macro_rules! displayed {
    ($($method:ident: $type:ty),*) => {$(
        fn $method(self, value: $type) -> fmt::Result {
            write!(self.0, "{value}")
        }
    )*};
}

impl<'t> Serializer for &'t mut JsonText {
    type Ok = ();
    type Error = fmt::Error;
    type SerializeSeq = Members<'t>;
    type SerializeTuple = Members<'t>;
    type SerializeTupleStruct = Members<'t>;
    type SerializeTupleVariant = Members<'t>;
    type SerializeMap = Members<'t>;
    type SerializeStruct = Members<'t>;
    type SerializeStructVariant = Members<'t>;

    unsigned! { serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64 }

    displayed! { serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64 }

    fn serialize_bool(self, value: bool) -> fmt::Result {
        self.0.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_f32(self, number: f32) -> fmt::Result {
        self.serialize_f64(number.into())
    }

    fn serialize_f64(self, number: f64) -> fmt::Result {
        match number.is_finite() {
            true if self.four_decimals(number) => Ok(()),
            true => write!(self.0, "{number}"),
            // JSON knows neither infinities nor what is no number.
            false => self.serialize_unit(),
        }
    }

    fn serialize_char(self, character: char) -> fmt::Result {
        self.string(character.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, text: &str) -> fmt::Result {
        self.string(text);
        Ok(())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> fmt::Result {
        self.collect_seq(bytes)
    }

    fn serialize_none(self) -> fmt::Result {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_unit(self) -> fmt::Result {
        self.0.push_str("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> fmt::Result {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> fmt::Result {
        self.name(name);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> fmt::Result {
        let mut members = self.begin("{", "}")?;
        members.field(name, value)?;
        members.close()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Members<'t>, fmt::Error> {
        self.begin("[", "]")
    }

    fn serialize_tuple(self, _: usize) -> Result<Members<'t>, fmt::Error> {
        self.begin("[", "]")
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Members<'t>, fmt::Error> {
        self.begin("[", "]")
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Members<'t>, fmt::Error> {
        self.variant(name, "[", "]}")
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Members<'t>, fmt::Error> {
        self.begin("{", "}")
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Members<'t>, fmt::Error> {
        self.begin("{", "}")
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Members<'t>, fmt::Error> {
        self.variant(name, "{", "}}")
    }
}

impl SerializeMap for Members<'_> {
    type Ok = ();
    type Error = fmt::Error;

    /// Keys of maps are texts in all that is reported.
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> fmt::Result {
        self.item(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        self.text.0.push(':');
        value.serialize(&mut *self.text)
    }

    fn end(self) -> fmt::Result {
        self.close()
    }
}

/// The parts of serde that are all lists, or all objects, to JSON.
macro_rules! members {
    (items: $($list:ident $item:ident),*; fields: $($object:ident),*) => {
        $(impl $list for Members<'_> {
            type Ok = ();
            type Error = fmt::Error;

            fn $item<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
                self.item(value)
            }

            fn end(self) -> fmt::Result {
                self.close()
            }
        })*
        $(impl $object for Members<'_> {
            type Ok = ();
            type Error = fmt::Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> fmt::Result {
                self.field(name, value)
            }

            fn end(self) -> fmt::Result {
                self.close()
            }
        })*
    };
}

members! {
    items: SerializeSeq serialize_element, SerializeTuple serialize_element,
        SerializeTupleStruct serialize_field, SerializeTupleVariant serialize_field;
    fields: SerializeStruct, SerializeStructVariant
}

#[cfg(test)]
mod tests;
