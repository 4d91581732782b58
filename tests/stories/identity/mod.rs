mod entering;
mod passkeys;
mod security;
