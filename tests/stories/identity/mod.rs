mod passkeys;
mod security;
