import { expect, it } from "vitest";
import { accountsClient, createSession, someAddress } from "#tests/factories/sessions.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { callbackFor } from "./auth.server.ts";

const password = "correct horse battery";

describeDatabases("accounts", (open, kind) => {
  async function signUp(client: ReturnType<typeof accountsClient>, input: { email?: string; locale?: string; returnTo?: string; zone?: string } = {}) {
    const email = input.email ?? someAddress();
    const answer = await client.ask(
      "/sign-up/email",
      { name: "Ann", email, password, locale: input.locale ?? "en", callbackURL: callbackFor(input.returnTo ?? "/") },
      input.zone ? { "x-time-zone": input.zone } : {},
    );
    expect(answer.status).toBe(200);
    return email;
  }
  async function verify(client: ReturnType<typeof accountsClient>, email: string) {
    const token = (await client.mailedLink(email)).searchParams.get("token") ?? "";
    return client.ask(`/verify-email?${new URLSearchParams({ token })}`);
  }
  const userOf = (email: string) =>
    open().user.findUniqueOrThrow({
      where: { email },
      select: { id: true, isOperator: true, locale: true, memberships: { select: { role: true, party: { select: { kind: true, name: true, timeZone: true, isListed: true } } } } },
    });

  it("gives a person exactly one household of their own, in their language and zone", async () => {
    const client = accountsClient(open());
    const email = await signUp(client, { locale: "zh-CN", zone: "Asia/Chongqing" });
    await verify(client, email);
    await client.ask("/sign-in/email", { email, password });
    const user = await userOf(email);
    expect(user.memberships).toEqual([{ role: "owner", party: { kind: "household", name: "Ann的家", timeZone: "Asia/Chongqing", isListed: false } }]);
    const mail = await open().mailMessage.findFirstOrThrow({ where: { toAddress: email }, select: { subject: true } });
    expect(mail.subject).toBe("请确认你的邮箱地址");
  });

  it("lets nobody in before the address is confirmed, and writes again", async () => {
    const client = accountsClient(open());
    const email = await signUp(client);
    const answer = await client.ask("/sign-in/email", { email, password });
    expect([answer.status, answer.body.code, answer.setCookie]).toEqual([403, "EMAIL_NOT_VERIFIED", []]);
    expect(await open().mailMessage.count({ where: { toAddress: email } })).toBe(2);
  });

  it("signs in by the mailed link once, and knows the way back", async () => {
    const client = accountsClient(open());
    const returnTo = "/listings?q=%E8%87%AA%E8%A1%8C%E8%BD%A6&x=(1)~%27!*";
    const email = await signUp(client, { returnTo });
    expect((await client.mailedLink(email)).searchParams.get("returnTo")).toBe(returnTo);
    const first = await verify(client, email);
    expect(first.cookies).toContain("rb.session_token=");
    const session = await client.auth.api.getSession({ headers: new Headers({ cookie: first.cookies }) });
    expect(session?.user.email).toBe(email);
    expect((await verify(client, email)).setCookie).toEqual([]);
  });

  it("answers the same for an unknown address and a wrong password", async () => {
    const client = accountsClient(open());
    const email = await signUp(client);
    await verify(client, email);
    const wrong = await client.ask("/sign-in/email", { email, password: "not the password" });
    const unknown = await client.ask("/sign-in/email", { email: someAddress(), password });
    expect([wrong.status, wrong.body]).toEqual([unknown.status, unknown.body]);
  });

  it("does not tell whether an address is taken; its owner learns it by mail", async () => {
    const client = accountsClient(open());
    const email = await signUp(client);
    await verify(client, email);
    await signUp(client, { email });
    expect(await open().user.count({ where: { email } })).toBe(1);
    const mail = await open().mailMessage.findFirstOrThrow({ where: { toAddress: email }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], select: { subject: true } });
    expect(mail.subject).toBe("You already have an account");
  });

  it("ends every session when a password is reset, and the link works once", async () => {
    const client = accountsClient(open());
    const email = await signUp(client);
    const before = (await verify(client, email)).cookies;
    await client.ask("/request-password-reset", { email });
    const token = (await client.mailedLink(email)).searchParams.get("token") ?? "";
    expect((await client.ask("/reset-password", { token, newPassword: "another long password" })).status).toBe(200);
    expect(await client.auth.api.getSession({ headers: new Headers({ cookie: before }) })).toBeNull();
    expect((await client.ask("/reset-password", { token, newPassword: "and yet another one" })).status).toBe(400);
    expect((await client.ask("/sign-in/email", { email, password })).status).toBe(401);
    expect((await client.ask("/sign-in/email", { email, password: "another long password" })).status).toBe(200);
  });

  it("takes no short password and no flags from outside", async () => {
    const client = accountsClient(open());
    const short = await client.ask("/sign-up/email", { name: "Ann", email: someAddress(), password: "ninechars" });
    expect(short.status).toBe(400);
    const email = someAddress();
    await client.ask("/sign-up/email", { name: ` ${"x".repeat(500)} `, email, password, locale: "klingon", isOperator: true });
    const user = await open().user.findUnique({ where: { email }, select: { isOperator: true, locale: true, name: true } });
    expect(user === null || (!user.isOperator && user.locale === "en" && user.name.length === 80)).toBe(true);
  });

  it("keeps the password only as a hash", async () => {
    const client = accountsClient(open());
    const email = await signUp(client);
    const { id } = await userOf(email);
    const account = await open().account.findFirstOrThrow({ where: { userId: id }, select: { password: true } });
    expect(account.password).not.toContain(password);
    expect(account.password?.length).toBeGreaterThan(60);
  });

  it("refuses a foreign origin", async () => {
    const client = accountsClient(open());
    const answer = await client.ask("/sign-in/email", { email: someAddress(), password }, { origin: "https://evil.example", cookie: "a=b" });
    expect(answer.status).toBe(403);
  });

  it("stops a flood of sign-ins from one address", async () => {
    const client = accountsClient(open());
    const from = { "x-client-ip": "203.0.113.9" };
    const codes: number[] = [];
    for (let n = 0; n < 22; n++) codes.push((await client.ask("/sign-in/email", { email: "nobody", password: "x" }, from)).status);
    expect(codes.at(-1)).toBe(429);
    expect((await client.ask("/sign-in/email", { email: "nobody", password: "x" }, { "x-client-ip": "203.0.113.10" })).status).not.toBe(429);
  });

  it("uses a cookie that only https carries when the product is at https", async () => {
    const client = accountsClient(open(), { PUBLIC_URL: "https://round.example" });
    const email = await signUp(client);
    const { setCookie } = await verify(client, email);
    expect(setCookie[0]).toMatch(/^__Secure-rb\.session_token=.*HttpOnly.*$/i);
    expect(setCookie[0]).toMatch(/Secure.*SameSite=Lax|SameSite=Lax.*Secure/i);
  });

  it("knows a session written by the test factory", async () => {
    const client = accountsClient(open());
    const email = await signUp(client);
    const { id } = await userOf(email);
    const { cookie } = await createSession(open(), { userId: id });
    expect((await client.auth.api.getSession({ headers: new Headers({ cookie }) }))?.user.id).toBe(id);
    const other = await createSession(open(), { userId: id, secret: "some other secret that is long enough" });
    expect(await client.auth.api.getSession({ headers: new Headers({ cookie: other.cookie }) })).toBeNull();
  });

  it(`makes the first confirmed person of an empty product its operator, and only one (${kind})`, async () => {
    const db = open();
    await db.user.updateMany({ data: { isOperator: false } });
    const client = accountsClient(db, { DEMO: "0" });
    const emails = [await signUp(client), await signUp(client), await signUp(client)];
    expect(await db.user.count({ where: { isOperator: true } })).toBe(0);
    await Promise.all(emails.map((email) => verify(client, email)));
    expect(await db.user.count({ where: { isOperator: true } })).toBe(1);
    const withDemo = accountsClient(db);
    await db.user.updateMany({ data: { isOperator: false } });
    await verify(withDemo, await signUp(withDemo));
    expect(await db.user.count({ where: { isOperator: true } })).toBe(0);
  });
});
