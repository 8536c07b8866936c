/** Certificates with which boxes show who they are, by serial number (B5). */
export const certificates = {
  number: 9,
  sql: `
CREATE TABLE box_certificate (
  serial      TEXT PRIMARY KEY,
  box         TEXT NOT NULL REFERENCES box (id),
  public_key  TEXT NOT NULL,
  certificate TEXT NOT NULL,
  issued_ms   INTEGER NOT NULL,
  until_ms    INTEGER NOT NULL,
  revoked_ms  INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX box_certificate_newest ON box_certificate (box, until_ms);
CREATE INDEX box_certificate_revoked ON box_certificate (revoked_ms) WHERE revoked_ms IS NOT NULL;
`,
} as const;
