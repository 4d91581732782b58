//! DKIM: a mail says that it comes from the sender's domain.

use lettre::address::Envelope;
use lettre::message::dkim::{
    DkimCanonicalization, DkimCanonicalizationType, DkimConfig, DkimSigningAlgorithm, DkimSigningKey,
};
use lettre::message::header::{ContentTransferEncoding, HeaderName, HeaderValue, Headers};
use lettre::message::{Body, Message};
use lettre::{Address, message};

use super::{Error, fields};

/// What signs.
pub(super) struct Signature(DkimConfig);

const FIELD: &str = "DKIM-Signature";

/// What DKIM vouches for (RFC 6376, section 5.4.1; RFC 8058, section 4, for the unsubscribe headers).
const SIGNED: [&str; 10] = [
    "From",
    "Subject",
    "To",
    "Date",
    "Message-ID",
    "Reply-To",
    "MIME-Version",
    "Content-Type",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
];

impl Signature {
    /// Of domain, selector and private key (RSA, PKCS#1 PEM).
    pub fn new((domain, selector, key): &(String, String, String)) -> Result<Signature, Error> {
        let key = DkimSigningKey::new(key, DkimSigningAlgorithm::Rsa)
            .map_err(|error| Error::Dkim(error.to_string()))?;
        let signed = SIGNED.map(HeaderName::new_from_ascii_str).to_vec();
        let canonicalization = DkimCanonicalization {
            header: DkimCanonicalizationType::Relaxed,
            body: DkimCanonicalizationType::Relaxed,
        };
        Ok(Signature(DkimConfig::new(selector.clone(), domain.clone(), key, signed, canonicalization)))
    }

    /// The mail as it is written, with a signature before it in the place of any other.
    ///
    /// Lettre signs what it has for headers while it writes a mail, where that of the whole's content is not among them
    /// yet, and what is signed as missing and then there is not what was signed: it is given the fields as they stand.
    pub fn sign(&self, mail: &[u8]) -> Result<Vec<u8>, Error> {
        let (mut known, rest) = fields::split(mail).ok_or(Error::Unreadable)?;
        known.retain(|field| !field.is(FIELD));
        let nobody = Envelope::new(None, vec![Address::new("nobody", "invalid")?])?;
        let mut builder = Message::builder().envelope(nobody);
        for field in known.iter().filter(|field| !field.is("Content-Transfer-Encoding")) {
            let name = HeaderName::new_from_ascii(field.name.clone()).map_err(|_| Error::Unreadable)?;
            let value = field.value();
            builder = builder.raw_header(HeaderValue::dangerous_new_pre_encoded(name, value.clone(), value));
        }
        let body = rest.strip_prefix(b"\r\n").unwrap_or(rest).to_vec();
        let encoding = ContentTransferEncoding::EightBit;
        let mut message: message::Message = builder.body(Body::dangerous_pre_encoded(body, encoding))?;
        message.sign(&self.0);
        let signature = message.headers_mut().remove_raw(FIELD).ok_or(Error::Unreadable)?;
        let mut first = Headers::new();
        first.insert_raw(signature);
        Ok([first.to_string().into_bytes(), fields::joined(&known, rest)].concat())
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use ring::digest::{SHA256, digest};
    use ring::signature::{KeyPair, RSA_PKCS1_2048_8192_SHA256, RsaKeyPair, UnparsedPublicKey};

    use super::*;
    use crate::mail::fields::Field;

    /// Made for this test.
    const KEY: &str = include_str!("signing_test_key.pem");

    fn der() -> Vec<u8> {
        let lines = KEY.lines().filter(|line| !line.starts_with("---"));
        STANDARD.decode(lines.collect::<String>()).unwrap()
    }

    /// RFC 6376, section 3.4.2.
    fn relaxed(field: &Field, value: &str) -> String {
        let words: Vec<&str> = value.split_whitespace().collect();
        format!("{}:{}", field.name.to_lowercase(), words.join(" "))
    }

    /// Whether whoever gets it believes the signature (RFC 6376, section 6.1).
    fn is_believed(mail: &[u8]) -> bool {
        let (known, rest) = fields::split(mail).unwrap();
        let signature = known.iter().find(|field| field.is(FIELD)).unwrap();
        let tags: Vec<(String, String)> = signature
            .value()
            .split(';')
            .filter_map(|tag| tag.split_once('='))
            .map(|(name, value)| (name.trim().to_owned(), value.split_whitespace().collect()))
            .collect();
        let tag = |name: &str| tags.iter().find(|(known, _)| known == name).unwrap().1.clone();
        let body = std::str::from_utf8(&rest[2..]).unwrap();
        let lines = body.split("\r\n").map(|line| {
            let end = if line.starts_with([' ', '\t']) { " " } else { "" };
            end.to_owned() + &line.split_whitespace().collect::<Vec<_>>().join(" ")
        });
        let body = lines.collect::<Vec<_>>().join("\r\n").trim_end_matches("\r\n").to_owned() + "\r\n";
        if STANDARD.encode(digest(&SHA256, body.as_bytes())) != tag("bh") {
            return false;
        }
        let mut signed = String::new();
        for name in tag("h").split(':') {
            if let Some(field) = known.iter().find(|field| field.is(name)) {
                signed += &relaxed(field, &field.value());
                signed += "\r\n";
            }
        }
        let value = signature.value();
        let (before, _) = value.rsplit_once("b=").unwrap();
        signed += &relaxed(signature, &format!("{before}b="));
        let pair = RsaKeyPair::from_der(&der()).unwrap();
        let public = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, pair.public_key().as_ref().to_vec());
        public.verify(signed.as_bytes(), &STANDARD.decode(tag("b")).unwrap()).is_ok()
    }

    #[test]
    fn a_signature_vouches_for_the_mail_as_it_stands_and_is_made_anew_with_it() {
        let known = ("eig.example".to_owned(), "b".to_owned(), KEY.to_owned());
        let mail = Message::builder()
            .from("Bulletins <bulletins@eig.example>".parse().unwrap())
            .to("Zoé <zoe@eig.example>".parse().unwrap())
            .reply_to("Ada <ada@eig.example>".parse().unwrap())
            .subject(
                "Semaine 10 : tout ce qui s’est passé, projet par projet, et ce que la suivante apportera",
            )
            .multipart(message::MultiPart::alternative_plain_html(
                "é\r\n\r\n x  y".to_owned(),
                "<p>é</p>".to_owned(),
            ))
            .unwrap();
        let signature = Signature::new(&known).unwrap();
        let mut by_lettre = mail.clone();
        by_lettre.sign(&signature.0);
        assert!(!is_believed(&by_lettre.formatted()), "once it is, this file can go");
        let mail = mail.formatted();
        let signed = signature.sign(&mail).unwrap();
        assert!(is_believed(&signed), "{}", String::from_utf8_lossy(&signed));
        assert!(signed.ends_with(&mail), "nothing else changes");
        let text = String::from_utf8(signed).unwrap();
        for (what, with) in [("ada@", "eve@"), ("alternative", "mixed"), ("<p>", "<b>")] {
            let changed = text.replacen(what, with, 1);
            assert!(!is_believed(changed.as_bytes()), "{what}");
            let anew = signature.sign(changed.as_bytes()).unwrap();
            assert!(is_believed(&anew));
        }
    }
}
