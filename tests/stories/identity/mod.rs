mod asking;
mod entering;
mod notices;
mod on_record;
mod passkeys;
mod passwords;
mod security;
