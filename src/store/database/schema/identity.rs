//! The tables of who gets in, and how.

diesel::table! {
    sessions (id) {
        id -> BigInt,
        token_hash -> Binary,
        person_id -> BigInt,
        user_agent -> Text,
        created_at -> Timestamp,
        seen_at -> Timestamp,
        expires_at -> Timestamp,
        mail_proved_at -> Nullable<Timestamp>,
        proved_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    authenticators (person_id) {
        person_id -> BigInt,
        secret -> Binary,
        last_step -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    recovery_codes (code_hash) {
        code_hash -> Binary,
        person_id -> BigInt,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    passkeys (id) {
        id -> BigInt,
        person_id -> BigInt,
        credential_id -> Text,
        credential -> Text,
        name -> Text,
        created_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    begun_sign_ins (token_hash) {
        token_hash -> Binary,
        person_id -> BigInt,
        how -> Nullable<Text>,
        created_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    link_tokens (id) {
        id -> BigInt,
        token_hash -> Binary,
        purpose -> Text,
        person_id -> Nullable<BigInt>,
        project_id -> Nullable<BigInt>,
        week -> Nullable<Text>,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
        code_hash -> Nullable<Binary>,
        browser_hash -> Nullable<Binary>,
        wrong_codes -> Integer,
    }
}

diesel::table! {
    asked_mails (id) {
        id -> BigInt,
        kind -> Text,
        email -> Text,
        browser_hash -> Nullable<Binary>,
        asked_at -> Timestamp,
    }
}

diesel::table! {
    throttles (key_hash) {
        key_hash -> Binary,
        arrival_at -> Timestamp,
    }
}
