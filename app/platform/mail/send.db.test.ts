import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach, expect, it } from "vitest";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { queueMail } from "./mail.repository.server.ts";
import { sendQueuedMails } from "./send.server.ts";

type Received = { from: string; to: string[]; source: string };

/** A real SMTP server on this machine that keeps what it is given. */
async function listen(received: Received[], port = 0): Promise<{ port: number; close(): Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({ from: mailFrom ? mailFrom.address : "", to: rcptTo.map((r) => r.address), source: Buffer.concat(chunks).toString("utf8") });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { port: (server.server.address() as AddressInfo).port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

describeDatabases("sending mail", (open) => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    await open().mailMessage.deleteMany({});
  });
  const mail = (causeKey?: string) => ({ causeKey, to: "ann@example.org", subject: "Grüße 回收", text: "Hello", html: "<p>Hello</p>" });
  const stateOf = async () => (await open().mailMessage.findFirstOrThrow({ select: { state: true, attempts: true, lastError: true, sentAt: true } }));
  /** As if the waiting time after a failure had passed. */
  const later = () => open().mailMessage.updateMany({ data: { retryAt: null } });

  it("hands a mail to the server once", async () => {
    const received: Received[] = [];
    const server = await listen(received);
    closing.push(server.close);
    const settings = { smtpUrl: `smtp://127.0.0.1:${server.port}`, from: "Roundabout <post@round.example>" };
    await queueMail(open(), mail());
    expect(await sendQueuedMails(open(), settings)).toBe(1);
    expect(await sendQueuedMails(open(), settings)).toBe(0);
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ from: "post@round.example", to: ["ann@example.org"] });
    expect(received[0]?.source).toContain("Subject: =?UTF-8?");
    expect(await stateOf()).toMatchObject({ state: "sent", lastError: null });
  });

  it("carries its own headers, the way out among them, also without a word about them elsewhere", async () => {
    const received: Received[] = [];
    const server = await listen(received);
    closing.push(server.close);
    const headers = { "List-Unsubscribe": "<https://round.example/unsubscribe/abc.def>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
    await queueMail(open(), { ...mail(), kind: "review", headers });
    expect(await sendQueuedMails(open(), { smtpUrl: `smtp://127.0.0.1:${server.port}`, from: "post@round.example" })).toBe(1);
    expect(received[0]?.source).toContain("List-Unsubscribe: <https://round.example/unsubscribe/abc.def>\r\n");
    expect(received[0]?.source).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
  });

  it("keeps a mail back until its time", async () => {
    await queueMail(open(), { ...mail(), sendAfter: new Date(Date.now() + 3_600_000) });
    expect(await sendQueuedMails(open(), { from: "post@round.example" })).toBe(0);
    await later();
    expect(await sendQueuedMails(open(), { from: "post@round.example" })).toBe(1);
  });

  it("keeps a mail while the server is down and delivers it once when it is back", async () => {
    const received: Received[] = [];
    const first = await listen(received);
    await first.close();
    const settings = { smtpUrl: `smtp://127.0.0.1:${first.port}`, from: "post@round.example" };
    await queueMail(open(), mail());
    expect(await sendQueuedMails(open(), settings)).toBe(0);
    expect(await stateOf()).toMatchObject({ state: "queued", attempts: 1, sentAt: null });
    expect((await stateOf()).lastError).toMatch(/ECONNREFUSED/);
    // Not at once: the next try waits.
    expect(await sendQueuedMails(open(), settings)).toBe(0);
    expect((await stateOf()).attempts).toBe(1);
    const second = await listen(received, first.port);
    closing.push(second.close);
    await later();
    expect(await sendQueuedMails(open(), settings)).toBe(1);
    await later();
    expect(await sendQueuedMails(open(), settings)).toBe(0);
    expect(received).toHaveLength(1);
  });

  it("shares waiting mails between two senders without sending one twice", async () => {
    const received: Received[] = [];
    const server = await listen(received);
    closing.push(server.close);
    const settings = { smtpUrl: `smtp://127.0.0.1:${server.port}`, from: "post@round.example" };
    for (let n = 0; n < 12; n++) await queueMail(open(), { ...mail(), to: `p${n}@example.org` });
    const sent = await Promise.all([sendQueuedMails(open(), settings), sendQueuedMails(open(), settings)]);
    expect(sent.reduce((sum, n) => sum + n, 0)).toBe(12);
    expect(new Set(received.map((r) => r.to[0])).size).toBe(12);
    expect(received).toHaveLength(12);
  });

  it("writes one mail per cause", async () => {
    expect(await queueMail(open(), mail("deal:1:accepted"))).toBe(true);
    expect(await queueMail(open(), mail("deal:1:accepted"))).toBe(false);
    expect(await open().mailMessage.count()).toBe(1);
  });

  it("keeps mails for the local mailbox where no server is set", async () => {
    await queueMail(open(), mail());
    expect(await sendQueuedMails(open(), { from: "post@round.example" })).toBe(1);
    expect((await stateOf()).state).toBe("sent");
  });
});
