mod entering;
mod on_record;
mod passkeys;
mod security;
