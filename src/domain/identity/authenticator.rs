//! Apps that show a new code every thirty seconds (RFC 6238), by SHA-1 and six digits: what all of them know.

use chrono::{DateTime, Utc};
use totp_rs::{Builder, Secret as Bytes, Totp};

/// What an app and the service share. It appears in no log: there is no `Debug`.
#[derive(Clone)]
pub struct Secret([u8; 20]);

impl Secret {
    pub fn random() -> Secret {
        Secret(rand::random())
    }

    /// From the database; none if it cannot be one.
    pub fn from_bytes(bytes: &[u8]) -> Option<Secret> {
        bytes.try_into().ok().map(Secret)
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// What a form brought back, in base 32; none if it cannot be one.
    pub fn read(text: &str) -> Option<Secret> {
        Secret::from_bytes(Bytes::try_from_base32(text).ok()?.as_bytes())
    }

    /// In base 32, as it is typed into an app.
    pub fn reveal(&self) -> String {
        Bytes::new_stack(self.0).to_base32()
    }

    /// For the picture that an app reads: the secret, and under which names the app keeps it.
    pub fn address(&self, service: &str, account: &str) -> String {
        // A colon parts the two names.
        let named = |name: &str| name.replace(':', " ");
        let totp = self.builder().with_issuer(Some(named(service))).with_account_name(named(account));
        totp.build_noncompliant().to_url().unwrap_or_default()
    }

    /// Of which step that is the code; none: of none near now. Clocks may be off by a step.
    pub fn step_of(&self, code: &str, now: DateTime<Utc>) -> Option<i64> {
        let seconds = u64::try_from(now.timestamp()).ok()?;
        i64::try_from(self.totp().check(code, seconds)?).ok()
    }

    /// The code that an app shows at that moment.
    pub fn code_at(&self, at: DateTime<Utc>) -> String {
        self.totp().generate(at.timestamp().unsigned_abs()).to_string()
    }

    fn totp(&self) -> Totp {
        self.builder().build_noncompliant()
    }

    fn builder(&self) -> Builder {
        Builder::new().with_secret(Bytes::new_stack(self.0))
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn secret() -> Secret {
        Secret::from_bytes(b"12345678901234567890").unwrap()
    }

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    /// The last six digits of RFC 6238, appendix B.
    #[test]
    fn codes_are_those_of_the_standard() {
        for (seconds, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
        {
            assert_eq!(secret().code_at(at(seconds)), code);
            assert_eq!(secret().step_of(code, at(seconds)), Some(seconds / 30));
        }
    }

    #[test]
    fn a_code_works_a_step_early_or_late_and_no_longer() {
        let now = at(1_234_567_890);
        for (off, expected) in [(-60, false), (-30, true), (0, true), (30, true), (60, false)] {
            let code = secret().code_at(now + TimeDelta::seconds(off));
            assert_eq!(secret().step_of(&code, now).is_some(), expected, "{off} s");
        }
        for typed in ["", "00592", "0059244", "abcdef", "+05924", "١٢٣٤٥٦"] {
            assert_eq!(secret().step_of(typed, now), None, "{typed:?}");
        }
    }

    #[test]
    fn an_app_reads_whose_it_is() {
        let address = secret().address("Bulletins: EIG", "ada@x.example");
        assert!(address.starts_with("otpauth://totp/Bulletins%20%20EIG:ada%40x.example?"), "{address}");
        assert!(address.contains(&format!("secret={}", secret().reveal())), "{address}");
        assert_eq!(Secret::read(&secret().reveal()).map(|read| read.0), Some(secret().0));
        for text in ["", "A", "MFRGG", "é", &secret().reveal()[1..]] {
            assert!(Secret::read(text).is_none(), "{text:?}");
        }
    }
}
