UPDATE sessions SET proved_at = '2026-03-02 08:00:00' WHERE id = 1;
INSERT INTO authenticators (person_id, secret, last_step, created_at) VALUES
    (2, CAST('twenty random bytes.' AS BYTES), 59093120, '2026-03-02 08:00:00');
INSERT INTO recovery_codes (code_hash, person_id, used_at) VALUES
    (CAST('first' AS BYTES), 2, NULL), (CAST('second' AS BYTES), 2, '2026-03-03 08:00:00');
INSERT INTO passkeys (person_id, credential_id, credential, name, created_at, used_at) VALUES
    (1, 'Y3JlZA', '{}', 'Téléphone', '2026-03-02 08:00:00', NULL), (2, 'Z29uZQ', '{}', 'Clé', '2026-03-02 08:00:00', '2026-03-03 08:00:00');
DELETE FROM passkeys WHERE person_id = 2;
INSERT INTO begun_sign_ins (token_hash, person_id, how, created_at, expires_at) VALUES
    (CAST('begun' AS BYTES), 2, 'signed-in-by-password', '2026-03-06 13:00:00', '2026-03-06 13:10:00'),
    (CAST('begun too' AS BYTES), 1, NULL, '2026-03-06 13:00:00', '2026-03-06 13:10:00');
