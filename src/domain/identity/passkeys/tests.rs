use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::authenticator::{Authenticator, PRESENT, VERIFIED};
use super::*;

/// The passkey may be copied to other devices, and has been.
const SYNCABLE: u8 = 0x08;
const SYNCED: u8 = 0x10;
const SITE: &str = "https://bulletins.example";
const LEA: Account<'_> = Account { address: "lea@example.org", name: "Léa" };

fn party(base: &str) -> Option<RelyingParty> {
    RelyingParty::at(&base.parse().unwrap(), "Bulletins")
}

fn site() -> RelyingParty {
    party(SITE).unwrap()
}

fn now() -> DateTime<Utc> {
    "2026-03-04T09:00:00Z".parse().unwrap()
}

fn later(seconds: i64) -> DateTime<Utc> {
    now() + TimeDelta::seconds(seconds)
}

fn both() -> [Authenticator; 2] {
    [Authenticator::es256(SITE), Authenticator::eddsa(SITE)]
}

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// What the database gives back of a passkey that was just made.
fn registered(device: &mut Authenticator) -> Credential {
    let asked = site().begin_registration(&LEA, &[], now()).unwrap();
    let made = site().finish_registration(&asked.challenge, &device.register(&asked.options), now()).unwrap();
    Credential::from_text(&made.to_text()).unwrap()
}

/// Has the passkey proven, by an answer that is changed on its way.
fn proven(
    device: &mut Authenticator,
    known: &Credential,
    change: impl FnOnce(&mut Value),
) -> Result<Credential, Unproven> {
    let asked = site().begin_authentication(std::slice::from_ref(known), now()).unwrap();
    let mut answer = json_of(&device.prove(&asked.options));
    change(&mut answer);
    site().finish_authentication(&asked.challenge, known, &answer.to_string(), later(60))
}

#[test]
fn a_passkey_is_made_and_proves_its_owner() {
    for mut device in both() {
        let known = registered(&mut device);
        assert_eq!(proven(&mut device, &known, |_| {}), Ok(known.clone()));
        // Its counter is kept where it has one, and whether it has been copied meanwhile.
        device.counter = 7;
        let used = proven(&mut device, &known, |_| {}).unwrap();
        assert_ne!(used, known);
        device.counter = 8;
        assert!(proven(&mut device, &used, |_| {}).is_ok());
    }
}

#[test]
fn challenges_and_passkeys_come_back_from_the_database_as_they_were() {
    let mut device = Authenticator::es256(SITE);
    let asked = site().begin_registration(&LEA, &[], now()).unwrap();
    let text = asked.challenge.to_text();
    assert!(!text.contains(LEA.address) && !text.contains(LEA.name), "{text}");
    let challenge = ToRegister::from_text(&text).unwrap();
    let made = site().finish_registration(&challenge, &device.register(&asked.options), now()).unwrap();
    assert_eq!(Credential::from_text(&made.to_text()), Ok(made.clone()));
    let asked = site().begin_authentication(std::slice::from_ref(&made), now()).unwrap();
    let challenge = ToProve::from_text(&asked.challenge.to_text()).unwrap();
    let answer = device.prove(&asked.options);
    assert_eq!(named_in(&answer), Some(made.id()));
    assert_eq!(site().finish_authentication(&challenge, &made, &answer, now()), Ok(made));
    // What was remembered for one ceremony is nothing to the other.
    assert!(ToRegister::from_text(&asked.challenge.to_text()).is_err());
    assert!(ToProve::from_text(&text).is_err());
}

#[test]
fn the_browser_is_asked_for_what_is_wanted() {
    let mut device = Authenticator::es256(SITE);
    let known = registered(&mut device);
    let asked = site().begin_registration(&LEA, std::slice::from_ref(&known), now()).unwrap();
    let options = json_of(&asked.options);
    assert_eq!(options["rp"], json!({ "id": "bulletins.example", "name": "Bulletins" }));
    assert_eq!(options["user"]["name"], LEA.address);
    assert_eq!(options["user"]["displayName"], LEA.name);
    assert_eq!(options["timeout"], 300_000);
    assert_eq!(options["attestation"], "none");
    assert_eq!(
        options["authenticatorSelection"],
        json!({ "residentKey": "preferred", "userVerification": "required" })
    );
    let algorithms = options["pubKeyCredParams"].as_array().unwrap();
    assert_eq!(algorithms.iter().map(|kind| &kind["alg"]).collect::<Vec<_>>(), [-8, -7, -257]);
    // Nobody registers one twice; and all of somebody's are one account's.
    assert_eq!(options["excludeCredentials"][0]["id"], known.id());
    let again =
        site().finish_registration(&asked.challenge, &device.register(&asked.options), now()).unwrap();
    assert_eq!(again, known);
    let other = json_of(&site().begin_registration(&LEA, &[], now()).unwrap().options);
    assert_ne!(other["user"]["id"], options["user"]["id"]);
    assert_ne!(other["challenge"], options["challenge"]);

    let options = json_of(&site().begin_authentication(std::slice::from_ref(&known), now()).unwrap().options);
    assert_eq!(options["rpId"], "bulletins.example");
    assert_eq!(options["userVerification"], "required");
    assert_eq!(options["timeout"], 300_000);
    let named = json!([{ "id": known.id(), "type": "public-key", "transports": ["internal"] }]);
    assert_eq!(options["allowCredentials"], named);
}

#[test]
fn passkeys_are_known_at_names_that_browsers_trust() {
    let can = [
        "https://bulletins.example",
        "https://b.example:8443/sub",
        "http://localhost:8080",
        "http://a.localhost",
    ];
    let cannot = ["http://bulletins.example", "http://127.0.0.1:8080", "https://[::1]/", "https://192.0.2.1"];
    assert!(can.into_iter().all(|base| party(base).is_some()));
    assert!(cannot.into_iter().all(|base| party(base).is_none()));
    // The origin has the port, and no path.
    let site = party("https://b.example:8443/sub/").unwrap();
    let mut device = Authenticator::es256("https://b.example:8443");
    let asked = site.begin_registration(&LEA, &[], now()).unwrap();
    assert!(site.finish_registration(&asked.challenge, &device.register(&asked.options), now()).is_ok());
}

#[test]
fn an_answer_is_heard_for_five_minutes() {
    let mut device = Authenticator::es256(SITE);
    for (seconds, fault) in [(300, None), (301, Some(Unproven::TooLate))] {
        let asked = site().begin_registration(&LEA, &[], now()).unwrap();
        let made = device.register(&asked.options);
        let made = site().finish_registration(&asked.challenge, &made, later(seconds));
        assert_eq!(made.err(), fault);
        let known = registered(&mut device);
        let asked = site().begin_authentication(std::slice::from_ref(&known), now()).unwrap();
        let proof = device.prove(&asked.options);
        let proof = site().finish_authentication(&asked.challenge, &known, &proof, later(seconds));
        assert_eq!(proof.err(), fault);
    }
}

#[test]
fn another_pages_another_sites_or_another_challenges_answer_makes_no_passkey() {
    type Wrong = (Unproven, fn(&mut Authenticator, &mut Value));
    let wrong: [Wrong; 5] = [
        (Unproven::Origin, |device, _| device.origin = "https://bulletins.example.evil.test".into()),
        (Unproven::Origin, |device, _| device.origin = "http://bulletins.example".into()),
        (Unproven::RelyingParty, |_, options| options["rp"]["id"] = json!("evil.test")),
        (Unproven::Challenge, |_, options| options["challenge"] = json!("AAAA")),
        (Unproven::Unverified, |device, _| device.flags = PRESENT),
    ];
    for (fault, spoil) in wrong {
        let mut device = Authenticator::es256(SITE);
        let asked = site().begin_registration(&LEA, &[], now()).unwrap();
        let mut options = json_of(&asked.options);
        spoil(&mut device, &mut options);
        let made = device.register(&options.to_string());
        assert_eq!(site().finish_registration(&asked.challenge, &made, now()), Err(fault));
    }
}

#[test]
fn a_proof_is_one_for_this_page_this_site_and_this_passkey() {
    type Wrong = (Unproven, fn(&mut Authenticator, &mut Value));
    let wrong: [Wrong; 7] = [
        (Unproven::Origin, |device, _| device.origin = "https://evil.test".into()),
        (Unproven::RelyingParty, |_, options| options["rpId"] = json!("evil.test")),
        (Unproven::Challenge, |_, options| options["challenge"] = json!("AAAA")),
        (Unproven::Unverified, |device, _| device.flags = PRESENT),
        (Unproven::Unverified, |device, _| device.flags = VERIFIED),
        (Unproven::Other, |device, _| device.id[0] ^= 1),
        (Unproven::Backup, |device, _| device.flags |= SYNCABLE),
    ];
    for (fault, spoil) in wrong {
        for mut device in both() {
            let known = registered(&mut device);
            let asked = site().begin_authentication(std::slice::from_ref(&known), now()).unwrap();
            let mut options = json_of(&asked.options);
            spoil(&mut device, &mut options);
            let answer = device.prove(&options.to_string());
            let proof = site().finish_authentication(&asked.challenge, &known, &answer, now());
            assert_eq!(proof, Err(fault));
        }
    }
    // An answer that was heard is none to the next challenge.
    let mut device = Authenticator::es256(SITE);
    let known = registered(&mut device);
    let [first, next] =
        [0, 1].map(|_| site().begin_authentication(std::slice::from_ref(&known), now()).unwrap());
    let answer = device.prove(&first.options);
    assert!(site().finish_authentication(&first.challenge, &known, &answer, now()).is_ok());
    let again = site().finish_authentication(&next.challenge, &known, &answer, now());
    assert_eq!(again, Err(Unproven::Challenge));
}

#[test]
fn a_proof_of_one_passkey_is_none_of_another() {
    let [mut mine, mut yours] = both();
    let known = [registered(&mut mine), registered(&mut yours)];
    let asked = site().begin_authentication(&known[..1], now()).unwrap();
    // Not asked for, though it is the site's.
    let answer = yours.prove(&asked.options);
    assert_eq!(
        site().finish_authentication(&asked.challenge, &known[1], &answer, now()),
        Err(Unproven::Other)
    );
    // Signed by one, and named as another.
    let mut answer = json_of(&answer);
    answer["rawId"] = json!(known[0].id());
    answer["response"]["userHandle"] = Value::Null;
    let proof = site().finish_authentication(&asked.challenge, &known[0], &answer.to_string(), now());
    assert_eq!(proof, Err(Unproven::Signature));
}

#[test]
fn where_nobody_is_named_the_passkey_says_whose_it_is() {
    let mut device = Authenticator::es256(SITE);
    let known = registered(&mut device);
    let asked = site().begin_authentication(&[], now()).unwrap();
    assert_eq!(json_of(&asked.options)["allowCredentials"], json!([]));
    let answer = device.prove(&asked.options);
    assert!(site().finish_authentication(&asked.challenge, &known, &answer, now()).is_ok());
    for said in [Value::Null, json!(URL_SAFE_NO_PAD.encode([1; 32]))] {
        let mut answer = json_of(&answer);
        answer["response"]["userHandle"] = said;
        let proof = site().finish_authentication(&asked.challenge, &known, &answer.to_string(), now());
        assert_eq!(proof, Err(Unproven::Other));
    }
}

#[test]
fn a_counter_that_does_not_go_on_is_a_copys() {
    let mut device = Authenticator::es256(SITE);
    device.counter = 41;
    let known = registered(&mut device);
    for (counter, expected) in [(0, false), (40, false), (41, false), (42, true), (u32::MAX, true)] {
        device.counter = counter;
        let proof = proven(&mut device, &known, |_| {});
        assert_eq!(proof.as_ref().err(), (!expected).then_some(&Unproven::Counter), "{counter}");
    }
}

#[test]
fn a_passkey_that_may_be_copied_may_have_been() {
    let mut device = Authenticator::eddsa(SITE);
    device.flags |= SYNCABLE;
    let known = registered(&mut device);
    device.flags |= SYNCED;
    let copied = proven(&mut device, &known, |_| {}).unwrap();
    assert_ne!(copied, known);
    // What may not be copied cannot have been, and says so from the first.
    device.flags &= !SYNCABLE;
    assert_eq!(proven(&mut device, &copied, |_| {}), Err(Unproven::Backup));
    device.flags &= !SYNCED;
    assert_eq!(proven(&mut device, &copied, |_| {}), Err(Unproven::Backup));
}

#[test]
fn what_is_no_answer_is_none() {
    let mut device = Authenticator::es256(SITE);
    let known = registered(&mut device);
    for answer in ["", "{}", "null", "[]", "\u{0}", r#"{"rawId":"AA","response":{}}"#] {
        let asked = site().begin_registration(&LEA, &[], now()).unwrap();
        assert_eq!(site().finish_registration(&asked.challenge, answer, now()), Err(Unproven::Unreadable));
        let asked = site().begin_authentication(&[], now()).unwrap();
        let proof = site().finish_authentication(&asked.challenge, &known, answer, now());
        assert_eq!(proof, Err(Unproven::Unreadable));
    }
    assert_eq!(named_in("{}"), None);
}

/// Changes one bit of bytes that stand as base64url.
fn flip(field: &mut Value, at: prop::sample::Index, bit: u8) {
    let mut bytes = URL_SAFE_NO_PAD.decode(field.as_str().unwrap()).unwrap();
    let at = at.index(bytes.len());
    bytes[at] ^= 1 << bit;
    *field = json!(URL_SAFE_NO_PAD.encode(bytes));
}

proptest! {
    /// All that a proof is made of is held together by its signature.
    #[test]
    fn a_proof_in_which_one_bit_is_changed_is_none(
        part in prop::sample::select(vec!["clientDataJSON", "authenticatorData", "signature", "userHandle", "rawId"]),
        at in any::<prop::sample::Index>(),
        bit in 0..8_u8,
        is_eddsa in any::<bool>(),
    ) {
        let mut device = if is_eddsa { Authenticator::eddsa(SITE) } else { Authenticator::es256(SITE) };
        device.counter = 1;
        let known = registered(&mut device);
        device.counter = 2;
        let changed = proven(&mut device, &known, |answer| {
            let field = if part == "rawId" { &mut answer["rawId"] } else { &mut answer["response"][part] };
            flip(field, at, bit);
        });
        prop_assert!(changed.is_err());
    }

    /// A new passkey signs nothing; what it says of site and owner is held against what was asked all the same.
    #[test]
    fn whatever_comes_for_an_answer_is_heard_in_peace(answer in ".{0,300}", at in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let mut device = Authenticator::es256(SITE);
        let asked = site().begin_registration(&LEA, &[], now()).unwrap();
        prop_assert!(site().finish_registration(&asked.challenge, &answer, now()).is_err());
        let mut spoilt = json_of(&device.register(&asked.options));
        flip(&mut spoilt["response"]["attestationObject"], at, bit);
        let _ = site().finish_registration(&asked.challenge, &spoilt.to_string(), now());
    }
}
