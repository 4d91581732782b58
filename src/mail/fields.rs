//! The header of a mail that has been written, field by field (RFC 5322, section 2.2).

/// A field as it stands there, over several lines where it is long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    pub name: String,
    /// From its name to its last line's end.
    pub whole: String,
}

impl Field {
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// What it says, on one line.
    pub fn value(&self) -> String {
        let value = self.whole.split_once(':').map_or("", |(_, value)| value);
        value.replace("\r\n", "").trim().to_owned()
    }
}

/// The fields, and the rest from the empty line on; none: this is no mail.
pub(super) fn split(mail: &[u8]) -> Option<(Vec<Field>, &[u8])> {
    let end = mail.windows(4).position(|window| window == b"\r\n\r\n")? + 2;
    let (header, rest) = mail.split_at(end);
    let mut fields: Vec<Field> = Vec::new();
    for line in std::str::from_utf8(header).ok()?.split_inclusive("\r\n") {
        match fields.last_mut() {
            Some(field) if line.starts_with([' ', '\t']) => field.whole.push_str(line),
            _ => {
                let (name, _) = line.split_once(':')?;
                fields.push(Field { name: name.to_owned(), whole: line.to_owned() });
            }
        }
    }
    Some((fields, rest))
}

/// The mail of those fields.
pub(super) fn joined(fields: &[Field], rest: &[u8]) -> Vec<u8> {
    let mut mail: Vec<u8> = fields.iter().flat_map(|field| field.whole.bytes()).collect();
    mail.extend_from_slice(rest);
    mail
}
