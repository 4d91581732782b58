//! The tables as Diesel sees them: the same on both databases.
//!
//! Kept by hand beside `migrations/`, since no one `diesel print-schema` describes two databases.

mod identity;

pub use identity::*;

diesel::table! {
    installation (name) {
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    promotions (id) {
        id -> BigInt,
        name -> Text,
        starts_on -> Date,
        ends_on -> Date,
        stage -> Text,
        closed_on -> Nullable<Date>,
    }
}

diesel::table! {
    projects (id) {
        id -> BigInt,
        promotion_id -> BigInt,
        slug -> Text,
        name -> Text,
        administration -> Text,
        ends_on -> Nullable<Date>,
        description -> Text,
        locale -> Nullable<Text>,
        logo -> Nullable<Text>,
        notification -> Text,
        starts_on -> Nullable<Date>,
        referent_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    logos (name) {
        name -> Text,
        content -> Binary,
    }
}

diesel::table! {
    project_pauses (project_id, week) {
        project_id -> BigInt,
        week -> Text,
        reason -> Text,
        paused_by -> Nullable<BigInt>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    team_absences (project_id, week) {
        project_id -> BigInt,
        week -> Text,
        marked_by -> Nullable<BigInt>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    person_absences (person_id, first_day) {
        person_id -> BigInt,
        first_day -> Date,
        last_day -> Date,
    }
}

diesel::table! {
    people (id) {
        id -> BigInt,
        name -> Text,
        email -> Text,
        locale -> Nullable<Text>,
        coordinator -> Bool,
        password_hash -> Nullable<Text>,
        created_at -> Timestamp,
        deactivated_at -> Nullable<Timestamp>,
        digest_scope -> Text,
        digest_every -> Text,
        feed_version -> Integer,
        help_at_once -> Bool,
        without_role -> Bool,
    }
}

diesel::table! {
    memberships (person_id, project_id, role) {
        person_id -> BigInt,
        project_id -> BigInt,
        role -> Text,
        from_day -> Nullable<Date>,
        until_day -> Nullable<Date>,
    }
}

diesel::table! {
    stand_ins (person_id) {
        person_id -> BigInt,
        stand_in_id -> BigInt,
        until_day -> Date,
        created_at -> Timestamp,
    }
}

diesel::table! {
    pauses (week) {
        week -> Text,
        reason -> Text,
        paused_by -> Nullable<BigInt>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    bulletins (id) {
        id -> BigInt,
        project_id -> BigInt,
        week -> Text,
        mood -> Nullable<SmallInt>,
        // Answers are alike to the code, whether a question must be answered or not.
        priorities -> Nullable<Text>,
        ups_and_downs -> Nullable<Text>,
        help -> Nullable<Text>,
        version -> Integer,
        late -> Bool,
        filed_at -> Timestamp,
        revised_at -> Timestamp,
        author_id -> Nullable<BigInt>,
        digested_at -> Nullable<Timestamp>,
        quiet -> Bool,
        opened_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    key_dates (id) {
        id -> BigInt,
        project_id -> BigInt,
        bulletin_id -> Nullable<BigInt>,
        date -> Date,
        description -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    promise_outcomes (project_id, week) {
        project_id -> BigInt,
        week -> Text,
        told_week -> Text,
        outcome -> Text,
    }
}

diesel::table! {
    key_date_outcomes (key_date_id, told_week) {
        key_date_id -> BigInt,
        told_week -> Text,
        outcome -> Text,
        to_day -> Nullable<Date>,
        project_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    acknowledgements (bulletin_id, person_id) {
        bulletin_id -> BigInt,
        person_id -> BigInt,
        at -> Timestamp,
    }
}

diesel::table! {
    chat_names (person_id, service) {
        person_id -> BigInt,
        service -> Text,
        name -> Text,
        room -> Nullable<Text>,
    }
}

diesel::table! {
    shares (id) {
        id -> BigInt,
        project_id -> BigInt,
        label -> Text,
        created_by -> Nullable<BigInt>,
        created_at -> Timestamp,
        expires_at -> Nullable<Timestamp>,
        revoked_at -> Nullable<Timestamp>,
        seen_count -> BigInt,
        last_seen_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    audit (id) {
        id -> BigInt,
        at -> Timestamp,
        action -> Text,
        actor -> Text,
        actor_id -> Nullable<BigInt>,
        person_id -> Nullable<BigInt>,
        project_id -> Nullable<BigInt>,
        detail -> Text,
    }
}

diesel::table! {
    runs (id) {
        id -> BigInt,
        job -> Text,
        occurrence -> Timestamp,
        week -> Text,
        ran -> Bool,
        recorded_at -> Timestamp,
        written -> Bool,
    }
}

diesel::table! {
    unsubscriptions (person_id, kind) {
        person_id -> BigInt,
        kind -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    outbox (id) {
        id -> BigInt,
        run_id -> Nullable<BigInt>,
        kind -> Text,
        recipient -> Text,
        person_id -> Nullable<BigInt>,
        project_id -> Nullable<BigInt>,
        week -> Nullable<Text>,
        topic -> Text,
        message_id -> Text,
        sealed -> Binary,
        state -> Text,
        attempts -> Integer,
        created_at -> Timestamp,
        next_attempt_at -> Timestamp,
        expires_at -> Timestamp,
        lease_until -> Nullable<Timestamp>,
        owner -> Nullable<Text>,
        fence -> BigInt,
        last_error -> Nullable<Text>,
        finished_at -> Nullable<Timestamp>,
        service -> Text,
        reason -> Nullable<Text>,
        priority -> SmallInt,
    }
}

diesel::table! {
    drafts (project_id, week) {
        project_id -> BigInt,
        week -> Text,
        typed -> Text,
        version -> Integer,
        author_id -> Nullable<BigInt>,
        saved_at -> Timestamp,
    }
}

diesel::table! {
    help_requests (id) {
        id -> BigInt,
        project_id -> BigInt,
        week -> Text,
        bulletin_id -> Nullable<BigInt>,
        text -> Text,
        version -> Integer,
        at_once -> Bool,
        asked_by -> Nullable<BigInt>,
        asked_at -> Timestamp,
        published_at -> Nullable<Timestamp>,
        ended_at -> Nullable<Timestamp>,
        ending -> Nullable<Text>,
    }
}

diesel::table! {
    help_takings (id) {
        id -> BigInt,
        request_id -> BigInt,
        person_id -> Nullable<BigInt>,
        name -> Nullable<Text>,
        email -> Nullable<Text>,
        taken_at -> Timestamp,
        given_back_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    help_offers (token_hash) {
        token_hash -> Binary,
        request_id -> BigInt,
        name -> Text,
        email -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    help_events (id) {
        id -> BigInt,
        request_id -> BigInt,
        kind -> Text,
        at -> Timestamp,
        person_id -> Nullable<BigInt>,
        name -> Nullable<Text>,
        word -> Text,
    }
}

diesel::joinable!(projects -> promotions (promotion_id));
diesel::joinable!(memberships -> people (person_id));
diesel::joinable!(memberships -> projects (project_id));
diesel::joinable!(stand_ins -> people (person_id));
diesel::joinable!(key_dates -> bulletins (bulletin_id));
diesel::joinable!(key_date_outcomes -> key_dates (key_date_id));
diesel::joinable!(acknowledgements -> bulletins (bulletin_id));
diesel::joinable!(acknowledgements -> people (person_id));
diesel::joinable!(sessions -> people (person_id));
diesel::joinable!(outbox -> runs (run_id));
diesel::joinable!(help_takings -> help_requests (request_id));

diesel::allow_tables_to_appear_in_same_query!(
    installation,
    promotions,
    projects,
    logos,
    project_pauses,
    team_absences,
    person_absences,
    people,
    memberships,
    stand_ins,
    pauses,
    bulletins,
    key_dates,
    promise_outcomes,
    key_date_outcomes,
    acknowledgements,
    sessions,
    link_tokens,
    asked_mails,
    throttles,
    runs,
    outbox,
    audit,
    shares,
    chat_names,
    drafts,
    help_requests,
    help_takings,
    help_offers,
    help_events
);
