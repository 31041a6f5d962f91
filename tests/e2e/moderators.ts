import pg from "pg";

/** Makes people of these addresses moderators; the demo has only one. On PostgreSQL, which lets a second process in. */
export async function makeModerators(databaseUrl: string, emails: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`UPDATE "user" SET is_operator = true WHERE email = ANY($1)`, [emails]);
  } finally {
    await client.end();
  }
}
