import { mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { findRecyclerBySlug } from "#app/domains/identity/recyclers.repository.server.ts";
import { joinParty } from "#app/domains/identity/membership.service.server.ts";
import { readEnvironment } from "#app/platform/env.server.ts";
import * as household from "#app/routes/account.household.tsx";
import * as profile from "#app/routes/account._index.tsx";
import * as sessions from "#app/routes/account.sessions.tsx";
import * as tokens from "#app/routes/account.tokens.tsx";
import * as party from "#app/routes/account_.party.ts";
import * as forgot from "#app/routes/forgot-password.tsx";
import * as mailbox from "#app/routes/mailbox.tsx";
import * as recycler from "#app/routes/recyclers.$slug.tsx";
import * as newRecycler from "#app/routes/recyclers.new.tsx";
import * as resetPage from "#app/routes/reset-password.tsx";
import * as signInPage from "#app/routes/sign-in.tsx";
import * as signOut from "#app/routes/sign-out.ts";
import * as signUpPage from "#app/routes/sign-up.tsx";
import * as verifyPage from "#app/routes/verify.tsx";
import { newId } from "#app/shared/ids.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { authSettings, createSession, someAddress } from "#tests/factories/sessions.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

type Answer = { status: number; location: string | null; cookies: string; body: Record<string, unknown> };
type Handler = (args: never) => unknown;

const origin = authSettings.PUBLIC_URL;
let client = 0;

/** Calls a page's loader (no form) or action as a browser would, and reads the answer whichever way it came. */
async function visit(handler: Handler, address: string, input: { form?: Record<string, string>; cookie?: string; ip?: string; params?: Record<string, string>; language?: string } = {}): Promise<Answer> {
  const request = new Request(new URL(address, origin), {
    method: input.form ? "POST" : "GET",
    headers: {
      "x-client-ip": input.ip ?? `10.1.${Math.floor(client / 250)}.${client % 250}`,
      "accept-language": input.language ?? "en",
      ...(input.form ? { origin } : {}),
      ...(input.cookie ? { cookie: input.cookie } : {}),
    },
    ...(input.form ? { body: new URLSearchParams(input.form) } : {}),
  });
  let answer: unknown;
  try {
    answer = await handler({ request, params: input.params ?? {}, context: {} } as never);
  } catch (thrown) {
    if (!(thrown instanceof Response)) throw thrown;
    answer = thrown;
  }
  const cookies = (headers: Headers) => headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
  if (answer instanceof Response) return { status: answer.status, location: answer.headers.get("location"), cookies: cookies(answer.headers), body: {} };
  const wrapped = answer as { type?: string; data?: Record<string, unknown>; init?: ResponseInit | null };
  if (wrapped.type === "DataWithResponseInit") {
    return { status: wrapped.init?.status ?? 200, location: null, cookies: cookies(new Headers(wrapped.init?.headers)), body: wrapped.data ?? {} };
  }
  return { status: 200, location: null, cookies: "", body: answer as Record<string, unknown> };
}

describeDatabases("account pages", (open) => {
  beforeAll(() => {
    // The process's own singletons, on this test's database.
    const store = new Map<string, unknown>();
    store.set("env", readEnvironment({ ...authSettings, DATA_DIR: mkdtempSync(path.join(os.tmpdir(), "roundabout-http-")) }));
    store.set("database", { open: Promise.resolve({ db: open() }) });
    (globalThis as unknown as { __roundabout: Map<string, unknown> }).__roundabout = store;
  });
  beforeEach(() => {
    client += 1;
  });
  const password = "correct horse battery";

  it("leads a new person from the form through the mail to where they were going", async () => {
    const email = someAddress();
    const sent = await visit(signUpPage.action, "/sign-up", { form: { name: "林", email, password, returnTo: "/deals?x=车", timeZone: "Asia/Shanghai" }, language: "zh" });
    expect([sent.status, sent.location]).toEqual([302, `/verify/sent?${new URLSearchParams({ email, returnTo: "/deals?x=%E8%BD%A6" })}`]);
    const box = await visit(mailbox.loader, `/mailbox?to=${email}`, { ip: "127.0.0.1" });
    const [mail] = box.body.mails as { id: string; subject: string }[];
    expect(mail?.subject).toBe("请确认你的邮箱地址");
    const opened = await visit(mailbox.loader, `/mailbox?mail=${mail?.id}`, { ip: "::1" });
    const link = /https?:\/\/\S+/.exec((opened.body.open as { text: string }).text)?.[0] ?? "";
    expect(link.startsWith(`${origin}/verify?token=`)).toBe(true);
    const arrived = await visit(verifyPage.loader, link);
    expect([arrived.status, arrived.location]).toEqual([302, "/deals?x=%E8%BD%A6"]);
    const mine = await visit(profile.loader, "/account", { cookie: arrived.cookies });
    expect(mine.body).toMatchObject({ email, locale: "zh-CN", isOperator: false, parties: [{ kind: "household", name: "林的家", role: "owner" }] });
    const again = await visit(verifyPage.loader, link);
    expect([again.location, again.cookies]).toEqual([`/sign-in?${new URLSearchParams({ returnTo: "/deals?x=%E8%BD%A6" })}`, ""]);
  });

  it("gives back what was typed, but never a password, with the errors at their fields", async () => {
    const answer = await visit(signUpPage.action, "/sign-up", { form: { name: "Ann", email: "nope", password: "short" } });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      initialValue: { name: "Ann", email: "nope" },
      error: { email: ["errors:email"], password: ["errors:tooShort|min=10"] },
    });
    expect(JSON.stringify(answer.body)).not.toContain("short\"");
  });

  it("sends a stranger nowhere but to this site", async () => {
    const ann = await createPerson(open());
    const { cookie } = await createSession(open(), ann);
    for (const returnTo of ["https://evil.example/", "//evil.example", "/\\evil.example", "/.//evil.example"]) {
      const to = await visit(signInPage.loader, `/sign-in?${new URLSearchParams({ returnTo })}`, { cookie });
      expect(to.location).toBe("/");
      const switched = await visit(party.action, "/account/party", { cookie, form: { partyId: ann.party.id, returnTo } });
      expect(switched.location).toBe("/");
    }
  });

  it("says the same to an unknown address and a wrong password", async () => {
    const wrong = await visit(signInPage.action, "/sign-in", { form: { email: someAddress(), password: "whatever it is" } });
    expect(wrong.status).toBe(400);
    expect(wrong.body.error).toEqual({ "": ["account:errors.WRONG_CREDENTIALS"] });
    const asked = await visit(forgot.action, "/forgot-password", { form: { email: someAddress() } });
    expect(asked.status).toBe(302);
  });

  it("resets a password by the mailed link, once", async () => {
    const email = someAddress();
    await visit(signUpPage.action, "/sign-up", { form: { name: "Ann", email, password } });
    await visit(forgot.action, "/forgot-password", { form: { email } });
    const mail = await open().mailMessage.findFirstOrThrow({ where: { toAddress: email }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], select: { text: true } });
    const token = new URL(/https?:\/\/\S+/.exec(mail.text)?.[0] ?? "").searchParams.get("token") ?? "";
    const form = { token, password: "another long password" };
    expect((await visit(resetPage.action, "/reset-password", { form: { ...form, password: "short" } })).status).toBe(400);
    expect((await visit(resetPage.action, "/reset-password", { form })).location).toBe("/sign-in?reset=1");
    const again = await visit(resetPage.action, "/reset-password", { form });
    expect([again.status, again.body.error]).toEqual([400, { "": ["account:errors.LINK_INVALID"] }]);
  });

  it("hides the mailbox from everybody who is not at this machine", async () => {
    expect((await visit(mailbox.loader, "/mailbox", { ip: "192.168.1.2" })).status).toBe(404);
    expect((await visit(mailbox.loader, "/mailbox", { ip: "" })).status).toBe(404);
  });

  it.each([
    ["/account", profile.loader],
    ["/account/household", household.loader],
    ["/account/sessions", sessions.loader],
    ["/account/tokens", tokens.loader],
    ["/recyclers/new", newRecycler.loader],
  ] as [string, Handler][])("leads a visitor of %s to sign in and back", async (address, loader) => {
    const answer = await visit(loader, `${address}?a=1`);
    expect([answer.status, answer.location]).toEqual([302, `/sign-in?returnTo=${encodeURIComponent(`${address}?a=1`)}`]);
  });

  it("ends only one's own sessions, tokens and parties by id", async () => {
    const ann = await createPerson(open());
    const ben = await createPerson(open());
    const recyclerOfBen = await createParty(open(), "recycler");
    const mine = await createSession(open(), ann);
    const his = await createSession(open(), ben);
    const hisToken = await visit(tokens.action, "/account/tokens", { cookie: his.cookie, form: { intent: "create", tokenId: newId(), name: "his", reach: "all", days: "90" } });
    expect(hisToken.body.secret).toMatch(/^rbt_/);
    const { id: tokenId } = await open().apiToken.findFirstOrThrow({ where: { userId: ben.userId }, select: { id: true } });
    expect((await visit(sessions.action, "/account/sessions", { cookie: mine.cookie, form: { sessionId: his.id } })).status).toBe(404);
    expect((await visit(tokens.action, "/account/tokens", { cookie: mine.cookie, form: { intent: "revoke", tokenId } })).status).toBe(404);
    expect((await visit(party.action, "/account/party", { cookie: mine.cookie, form: { partyId: recyclerOfBen.party.id, returnTo: "/" } })).status).toBe(403);
    expect(await open().session.count({ where: { id: his.id } })).toBe(1);
    const shown = await visit(sessions.loader, "/account/sessions", { cookie: his.cookie });
    expect(shown.body.sessions).toMatchObject([{ id: his.id, isThis: true }]);
    expect((await visit(sessions.action, "/account/sessions", { cookie: his.cookie, form: { intent: "others" } })).status).toBe(302);
    expect((await visit(tokens.loader, "/account/tokens", { cookie: mine.cookie })).body.tokens).toEqual([]);
    expect((await visit(signOut.action, "/sign-out", { cookie: his.cookie, form: {} })).location).toBe("/");
    expect((await visit(profile.loader, "/account", { cookie: his.cookie })).status).toBe(302);
  });

  it("founds a recycler once however often the form is sent, and acts for it", async () => {
    const ann = await createPerson(open());
    const { cookie } = await createSession(open(), ann);
    const form = { submissionId: "once-and-for-all", name: "Green Loop", placeLabel: "Berlin", timeZone: "Europe/Berlin" };
    const first = await visit(newRecycler.action, "/recyclers/new", { cookie, form });
    const second = await visit(newRecycler.action, "/recyclers/new", { cookie, form });
    expect(first.location).toBe("/recyclers/green-loop");
    expect(second.location).toBe(first.location);
    expect(await open().party.count({ where: { name: "Green Loop" } })).toBe(1);
    const mine = await visit(profile.loader, "/account", { cookie });
    expect((mine.body.parties as { id: string; name: string }[]).find(({ id }) => id === mine.body.actingId)?.name).toBe("Green Loop");
  });

  it("shows names, requests and the invitation of a recycler to its managers only", async () => {
    const owner = await createParty(open(), "recycler");
    const staff = await withRole(open(), owner, "staff");
    const asking = await createPerson(open());
    await joinParty(open(), asking, { partyId: owner.party.id });
    const { slug } = await open().party.findUniqueOrThrow({ where: { id: owner.party.id }, select: { slug: true } });
    const as = async (who: { userId: string } | null, form?: Record<string, string>, query = "") => {
      const cookie = who ? (await createSession(open(), who)).cookie : undefined;
      return visit(form ? recycler.action : recycler.loader, `/recyclers/${slug}${query}`, { params: { slug }, ...(cookie ? { cookie } : {}), ...(form ? { form } : {}) });
    };
    expect((await as(owner, { intent: "link" })).status).toBe(302);
    const token = (await findRecyclerBySlug(open(), slug))?.inviteToken ?? "";
    for (const who of [null, asking, staff]) {
      const page = await as(who);
      expect(page.body.panel).toBeNull();
      expect(JSON.stringify(page.body)).not.toContain(token);
    }
    const managed = (await as(owner)).body.panel as { requests: { userId: string }[]; inviteUrl: string };
    expect(managed.requests.map(({ userId }) => userId)).toEqual([asking.userId]);
    expect(managed.inviteUrl).toContain(token);
    expect((await as(staff, { intent: "approve", userId: asking.userId })).status).toBe(403);
    expect((await as(asking, { intent: "approve", userId: asking.userId })).status).toBe(403);
    expect((await as(owner, { intent: "approve", userId: asking.userId })).status).toBe(302);
    expect((await as(staff, { intent: "remove", userId: owner.userId })).status).toBe(403);
    const invited = await createPerson(open());
    expect((await as(invited, { intent: "join", invite: token })).status).toBe(302);
    expect(await open().membership.findFirst({ where: { partyId: owner.party.id, userId: invited.userId }, select: { state: true, role: true } })).toEqual({ state: "active", role: "staff" });
    const wrong = await as(owner, { intent: "add", email: "nope", role: "staff" });
    expect([wrong.status, wrong.body.email, wrong.body.atEmail]).toEqual([400, "nope", true]);
  });

  it("keeps a household's form with a wrong value as it was typed", async () => {
    const ann = await createPerson(open());
    const { cookie } = await createSession(open(), ann);
    const form = { name: "We", headcount: "0", timeZone: "Mars/Olympus", latitude: "52.5", longitude: "", placeLabel: "Mitte" };
    const answer = await visit(household.action, "/account/household", { cookie, form });
    expect(answer.status).toBe(400);
    expect(answer.body.initialValue).toMatchObject({ name: "We", headcount: "0", placeLabel: "Mitte", latitude: "52.5" });
    expect(Object.keys(answer.body.error as object).sort()).toEqual(["headcount", "longitude", "timeZone"]);
    const half = await visit(household.action, "/account/household", { cookie, form: { ...form, headcount: "2", timeZone: "Asia/Shanghai" } });
    expect(Object.keys(half.body.error as object)).toEqual(["longitude"]);
    const good = await visit(household.action, "/account/household", { cookie, form: { ...form, headcount: "2", timeZone: "Asia/Shanghai", latitude: "52,5219", longitude: "13.4132" } });
    expect(good.location).toBe("/account/household?done=saved");
    expect((await visit(household.loader, "/account/household", { cookie })).body.household).toMatchObject({ latitude: 52.52, longitude: 13.41, headcount: 2 });
  });
});
