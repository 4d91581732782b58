//! A browser and its authenticator in software: what they answer when they are asked for a passkey or for its proof.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Somebody was there, and it was the owner.
pub const PRESENT: u8 = 0x01;
pub const VERIFIED: u8 = 0x04;
const HAS_KEY: u8 = 0x40;

/// With one passkey; a story may have it answer wrongly by what is public.
pub struct Authenticator {
    /// Where the page is that the browser shows.
    pub origin: String,
    pub flags: u8,
    pub counter: u32,
    pub id: Vec<u8>,
    key: Key,
    handle: Vec<u8>,
}

enum Key {
    Es256(EcdsaKeyPair),
    EdDsa(Ed25519KeyPair),
}

impl Authenticator {
    pub fn es256(origin: &str) -> Authenticator {
        let random = SystemRandom::new();
        let kind = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let pair = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
        Authenticator::with(
            origin,
            Key::Es256(EcdsaKeyPair::from_pkcs8(kind, pair.as_ref(), &random).unwrap()),
        )
    }

    pub fn eddsa(origin: &str) -> Authenticator {
        let pair = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        Authenticator::with(origin, Key::EdDsa(Ed25519KeyPair::from_pkcs8(pair.as_ref()).unwrap()))
    }

    fn with(origin: &str, key: Key) -> Authenticator {
        let id = rand::random::<[u8; 20]>().to_vec();
        let flags = PRESENT | VERIFIED;
        Authenticator { origin: origin.to_owned(), flags, counter: 0, id, key, handle: Vec::new() }
    }

    /// Answers the options of a registration.
    pub fn register(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        self.handle = decoded(&options["user"]["id"]);
        let mut data = self.data(&options["rp"]["id"], HAS_KEY);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        data.extend(self.key.public());
        let attestation = [
            vec![0xa3],
            cbor_text("fmt"),
            cbor_text("none"),
            cbor_text("attStmt"),
            vec![0xa0],
            cbor_text("authData"),
            cbor(2, &data),
        ]
        .concat();
        self.answer(json!({
            "clientDataJSON": encoded(&self.seen("webauthn.create", &options)),
            "attestationObject": encoded(&attestation),
            "transports": ["internal", "of-tomorrow"],
        }))
    }

    /// Answers the options of an authentication.
    pub fn prove(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        let data = self.data(&options["rpId"], 0);
        let seen = self.seen("webauthn.get", &options);
        let signed = [&data[..], &Sha256::digest(&seen)].concat();
        self.answer(json!({
            "clientDataJSON": encoded(&seen),
            "authenticatorData": encoded(&data),
            "signature": encoded(&self.key.sign(&signed)),
            "userHandle": encoded(&self.handle),
        }))
    }

    fn answer(&self, response: Value) -> String {
        let id = encoded(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "clientExtensionResults": {}, "response": response })
            .to_string()
    }

    /// What the authenticator says of itself.
    fn data(&self, site: &Value, more: u8) -> Vec<u8> {
        let site = Sha256::digest(site.as_str().unwrap());
        [&site[..], &[self.flags | more], &self.counter.to_be_bytes()].concat()
    }

    /// What the browser saw.
    fn seen(&self, ceremony: &str, options: &Value) -> Vec<u8> {
        let seen = json!({
            "type": ceremony, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": false,
        });
        seen.to_string().into_bytes()
    }
}

impl Key {
    fn sign(&self, message: &[u8]) -> Vec<u8> {
        match self {
            Key::Es256(pair) => pair.sign(&SystemRandom::new(), message).unwrap().as_ref().to_vec(),
            Key::EdDsa(pair) => pair.sign(message).as_ref().to_vec(),
        }
    }

    /// In COSE's shape.
    fn public(&self) -> Vec<u8> {
        match self {
            Key::Es256(pair) => {
                let (x, y) = pair.public_key().as_ref()[1..].split_at(32);
                // Kind 2 (a point), algorithm -7 on curve 1, at x (-2) and y (-3).
                let head = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21];
                [head, cbor(2, x), vec![0x22], cbor(2, y)].concat()
            }
            Key::EdDsa(pair) => {
                // Kind 1 (an octet key), algorithm -8 on curve 6, at x (-2).
                let head = vec![0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21];
                [head, cbor(2, pair.public_key().as_ref())].concat()
            }
        }
    }
}

fn cbor_text(text: &str) -> Vec<u8> {
    cbor(3, text.as_bytes())
}

/// Bytes (2) or a text (3) in CBOR.
fn cbor(kind: u8, bytes: &[u8]) -> Vec<u8> {
    let length = u8::try_from(bytes.len()).unwrap();
    let head = if length < 24 { vec![kind << 5 | length] } else { vec![kind << 5 | 24, length] };
    [&head[..], bytes].concat()
}

fn encoded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn decoded(text: &Value) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text.as_str().unwrap()).unwrap()
}
