import { createHash, sign } from "node:crypto";
import { mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { answerApi } from "#app/api/router.server.ts";
import { forgetNonces, registerDevice, revokeDevice, viewDevices } from "#app/domains/devices/devices.service.server.ts";
import { bookSlot } from "#app/domains/pickups/bookings.service.server.ts";
import { weigh } from "#app/domains/pickups/gate.service.server.ts";
import { openBooking } from "#app/domains/pickups/views.service.server.ts";
import { assignReading, dismissReading, viewWaitingReadings } from "#app/flows/take-readings.server.ts";
import { liveStates } from "#app/domains/points/live/live.service.server.ts";
import { completeBooking } from "#app/flows/complete-booking.server.ts";
import { isCheckViolation } from "#app/platform/db/sql.server.ts";
import { answerKeyOf, answerKeySet } from "#app/platform/signatures/answer-key.server.ts";
import { keyObjectOf } from "#app/platform/signatures/ed25519-key.ts";
import { isDigestOf, isSignedBy, readSignatures } from "#app/platform/signatures/message-signature.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { must } from "#tests/factories/deals.ts";
import { createDevice, deviceFormOf } from "#tests/factories/devices.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { createOwnPoint, createSlot } from "#tests/factories/pickups.ts";
import { authSettings } from "#tests/factories/sessions.ts";
import * as directory from "#app/routes/[.]well-known.http-message-signatures-directory.ts";
import { serveRoutesFrom } from "#tests/setup/ask-route.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { createTerminal, type Network, type Terminal } from "../terminal/terminal.ts";

const hourMs = 3_600_000;
const url = authSettings.PUBLIC_URL;

describeDatabases("devices", (open) => {
  /** The way to the server: what the request says of its own address does not count. */
  const direct: Network = (address, init) => answerApi(new Request(address, { ...init, body: init.body }), () => Promise.resolve(open()));
  const terminal = (more: Partial<Parameters<typeof createTerminal>[0]> = {}) => createTerminal({ url, network: direct, serverKey: answerKeySet().keys[0] ?? {}, ...more });
  const send = async (device: Terminal, body: object, changes?: Parameters<Terminal["sign"]>[1], network = direct) => {
    const { url: address, init } = device.sign(JSON.stringify(body), changes);
    const response = await network(address, init);
    return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> & { code?: string; serverTime?: string; readings?: Record<string, unknown>[] } };
  };
  const reading = (more: object = {}) => ({ id: newId(), measuredAt: new Date().toISOString(), material: "cardboard", grossGrams: 12_500, tareGrams: 500, ...more });

  let recycler: Actor;
  let staff: Actor;
  let pointId: string;
  let slotId: string;
  beforeAll(async () => {
    serveRoutesFrom(open(), mkdtempSync(path.join(os.tmpdir(), "roundabout-devices-")));
    ({ pointId, recycler } = await createOwnPoint(open()));
    staff = await withRole(open(), recycler, "staff");
    ({ slotId } = await createSlot(open(), { pointId, recycler, startsAt: new Date(Date.now() + 2 * hourMs), capacityVisits: 100 }));
  });
  async function registered(more: Partial<Parameters<typeof createTerminal>[0]> = {}) {
    const device = terminal(more);
    return { device, deviceId: await createDevice(open(), recycler, { pointId, publicJwk: device.publicJwk }) };
  }
  async function visit(materials = ["cardboard"]) {
    const resident = await createPerson(open());
    const { bookingId } = must(await bookSlot(open(), resident, { bookingId: newId(), slotId, lines: materials.map((material) => ({ material, declaredGrams: null })), note: "" }));
    const { checkInCode } = await open().booking.findUniqueOrThrow({ where: { id: bookingId }, select: { checkInCode: true } });
    return { bookingId, code: checkInCode, resident };
  }

  describe("answers", () => {
    /** A network that somebody sits in: what they make of the answer. */
    const bent = (change: (answer: Response, body: string, sent: string) => Response | Promise<Response>): Network => async (address, init) => {
      const answer = await direct(address, init);
      return change(answer, await answer.clone().text(), init.headers.Signature ?? "");
    };
    const again = (answer: Response, body: string, headers: Record<string, string> = {}, status = answer.status) => new Response(body, { status, headers: { ...Object.fromEntries(answer.headers), ...headers } });
    const digestOf = (body: string) => `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;

    it("are signed by the published key, for this request alone; refusals too", async () => {
      const { device } = await registered();
      const published = new Response((await directory.loader()).body).json() as Promise<{ keys: { x: string; kid: string }[] }>;
      const [key] = (await published).keys;
      for (const path of [undefined, "/api/v1/devices/state"]) {
        const { url: address, init } = device.sign(JSON.stringify(path ? { nonsense: 1 } : { readings: [reading()] }), path ? { path } : {});
        const answer = await direct(address, init);
        expect(answer.status).toBe(path ? 400 : 200);
        const body = new Uint8Array(await answer.arrayBuffer());
        const request = { method: "POST", origin: url, target: new URL(address).pathname, headers: Object.entries(init.headers) };
        const [signature] = readSignatures({ status: answer.status, headers: [...answer.headers] }) ?? [];
        if (!signature || !key) throw new Error("not signed");
        expect(answer.headers.get("signature-input")).toContain(`keyid="${key.kid}"`);
        expect(isDigestOf(answer.headers.get("content-digest") ?? "", body)).toBe(true);
        const message = { status: answer.status, headers: [...answer.headers], request };
        expect(isSignedBy(message, signature, keyObjectOf(key.x))).toBe(true);
        const otherRequest = { ...request, headers: Object.entries(device.sign("{}").init.headers) };
        for (const wrong of [{ ...message, status: 201 }, { ...message, request: otherRequest }, { status: message.status, headers: message.headers }]) expect(isSignedBy(wrong, signature, keyObjectOf(key.x))).toBe(false);
      }
      const unsigned = await direct(`${url}/api/v1/devices/weigh-ins`, { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" });
      expect([unsigned.status, unsigned.headers.get("signature")]).toEqual([401, null]);
    });

    it("that were forged or changed are not believed: the terminal keeps what it has, and sets no clock by them", async () => {
      const mallory = answerKeyOf(Buffer.alloc(32, 7).toString("base64"));
      // A device drops what it is told is refused.
      const dropped = (body: string) => body.replace(/accepted|repeated/, "refused");
      let earlier: Response | null = null;
      const ways: [string, Parameters<typeof bent>[0]][] = [
        ["unsigned", (answer, body) => new Response(body, { status: answer.status, headers: { "Content-Type": answer.headers.get("content-type") ?? "" } })],
        ["another body", (answer, body) => again(answer, dropped(body))],
        ["another body with its digest", (answer, body) => again(answer, dropped(body), { "content-digest": digestOf(dropped(body)) })],
        ["another status", (answer, body) => again(answer, body, {}, 202)],
        ["another kind", (answer, body) => again(answer, body, { "content-type": "text/plain" })],
        ["signed by another key", (answer, body, sent) => {
          const params = `("@status" "content-type" "content-digest" "signature";req);created=1;keyid="${mallory.keyid}";alg="ed25519"`;
          const base = [`"@status": ${answer.status}`, `"content-type": ${answer.headers.get("content-type") ?? ""}`, `"content-digest": ${digestOf(body)}`, `"signature";req: ${sent}`, `"@signature-params": ${params}`].join("\n");
          return again(answer, body, { "signature-input": `answer=${params}`, signature: `answer=:${sign(null, Buffer.from(base), mallory.privateKey).toString("base64")}:` });
        }],
        ["the answer to an earlier request", (answer) => {
          const before = earlier;
          earlier = answer;
          return before?.clone() ?? new Response(null, { status: 502 });
        }],
      ];
      for (const [name, change] of ways) {
        const { device } = await registered({ network: bent(change) });
        device.weigh({ material: "cardboard", grossGrams: 900 });
        expect(await device.flush(), name).toEqual({ answers: [], refused: "FORGED" });
        expect(await device.flush(), name).toEqual({ answers: [], refused: "FORGED" });
        expect(device.queued(), name).toBe(1);
      }
      // A clock is set by the server's own word only.
      const sets = (body: string) => body.replace(/"serverTime":"[^"]+"/, '"serverTime":"2031-01-01T00:00:00.000Z"');
      const { device } = await registered({ clockAheadMs: 25 * 60_000, network: bent((answer, body) => again(answer, sets(body), { "content-digest": digestOf(sets(body)) })) });
      device.weigh({ material: "cardboard", grossGrams: 900 });
      expect(await device.flush()).toEqual({ answers: [], refused: "FORGED" });
      expect(device.queued()).toBe(1);
    });
  });

  describe("registering and revoking", () => {
    it("is for managers of the point's recycler, with a key of its own; a repeat finds it", async () => {
      const device = terminal();
      const form = deviceFormOf({ pointId, publicJwk: device.publicJwk });
      expect(await registerDevice(open(), staff, form)).toMatchObject({ error: "DEVICES.NOT_ALLOWED" });
      expect(await registerDevice(open(), await createPerson(open()), form)).toMatchObject({ error: "DEVICES.NOT_ALLOWED" });
      expect(await registerDevice(open(), await createParty(open(), "recycler"), form)).toMatchObject({ error: "DEVICES.POINT_NOT_FOUND" });
      const first = await registerDevice(open(), recycler, form);
      expect(first).toEqual({ ok: true, value: { deviceId: form.deviceId } });
      expect(await registerDevice(open(), recycler, form)).toEqual(first);
      expect(await registerDevice(open(), recycler, { ...form, deviceId: newId() })).toMatchObject({ error: "DEVICES.KEY_TAKEN" });
      expect((await open().device.findUniqueOrThrow({ where: { id: form.deviceId } })).thumbprint).toBe(device.keyid);
    });

    it("ends at once and for good; others may not, an old version is refused, twice changes nothing", async () => {
      const { device, deviceId } = await registered();
      expect(await send(device, { readings: [reading()] })).toMatchObject({ status: 200 });
      expect(await revokeDevice(open(), await createParty(open(), "recycler"), { deviceId, version: 1 })).toMatchObject({ error: "DEVICES.NOT_FOUND" });
      expect(await revokeDevice(open(), staff, { deviceId, version: 1 })).toMatchObject({ error: "DEVICES.NOT_ALLOWED" });
      expect(await revokeDevice(open(), recycler, { deviceId, version: 9 })).toMatchObject({ error: "DEVICES.STALE" });
      must(await revokeDevice(open(), recycler, { deviceId, version: 1 }));
      must(await revokeDevice(open(), recycler, { deviceId, version: 1 }));
      expect(await send(device, { readings: [reading()] })).toMatchObject({ status: 403, body: { code: "DEVICES.KEY_REVOKED" } });
      const back = await open().device.update({ where: { id: deviceId }, data: { state: "active", revokedAt: null, revokedByUserId: null } }).then(() => null, (error: unknown) => error);
      expect(isCheckViolation(back)).toBe(true);
      expect(await open().transition.count({ where: { subjectType: "device", subjectId: deviceId } })).toBe(2);
    });
  });

  describe("the door", () => {
    it("takes a signed request once; the same bytes again are refused, and so is a nonce in other clothes", async () => {
      const { device, deviceId } = await registered();
      const { url: address, init } = device.sign(JSON.stringify({ readings: [reading()] }));
      expect((await direct(address, init)).status).toBe(200);
      const again = await direct(address, init);
      expect([again.status, ((await again.json()) as { code: string }).code]).toEqual([409, "DEVICES.NONCE_USED"]);
      expect(await send(device, { readings: [reading()] }, { nonce: "used-twice-123" })).toMatchObject({ status: 200 });
      expect(await send(device, { readings: [reading()] }, { nonce: "used-twice-123" })).toMatchObject({ status: 409 });
      const [view] = must(await viewDevices(open(), staff)).filter((one) => one.id === deviceId);
      expect(view?.lastSeenAt).not.toBeNull();
      expect(Math.abs(view?.clockAheadSeconds ?? 99)).toBeLessThanOrEqual(2);
    });

    it("remembers nonces for as long as they matter, and no longer", async () => {
      const { device, deviceId } = await registered();
      await send(device, { readings: [reading()] });
      const count = () => open().deviceNonce.count({ where: { deviceId } });
      await forgetNonces(open(), new Date());
      expect(await count()).toBe(1);
      await forgetNonces(open(), new Date(Date.now() + 11 * 60_000));
      await forgetNonces(open(), new Date(Date.now() + 11 * 60_000));
      expect(await count()).toBe(0);
    });

    it("refuses what was changed on the way: body, digest, address, key, signature", async () => {
      const { device } = await registered();
      const body = JSON.stringify({ readings: [reading()] });
      const { url: address, init } = device.sign(body);
      const with_ = async (changes: { body?: string; headers?: Record<string, string>; address?: string; method?: string }) => {
        const response = await direct(changes.address ?? address, { ...init, ...(changes.body ? { body: changes.body } : {}), headers: { ...init.headers, ...changes.headers } });
        return [response.status, ((await response.json()) as { code: string }).code];
      };
      expect(await with_({ body: body.replace("12500", "92500") })).toEqual([400, "DEVICES.DIGEST_WRONG"]);
      const other = device.sign("{}").init.headers;
      expect(await with_({ headers: { "Content-Digest": other["Content-Digest"] ?? "" } })).toEqual([401, "DEVICES.SIGNATURE_WRONG"]);
      expect(await with_({ headers: { Signature: other.Signature ?? "" } })).toEqual([401, "DEVICES.SIGNATURE_WRONG"]);
      expect(await with_({ headers: { Signature: "" } })).toEqual([401, "DEVICES.SIGNATURE_MISSING"]);
      const stranger = terminal();
      expect(await send(stranger, { readings: [reading()] })).toMatchObject({ status: 401, body: { code: "DEVICES.KEY_UNKNOWN" } });
      // Signed for another server: the address we are known by counts, whatever Host says.
      const elsewhere = createTerminal({ url: "https://elsewhere.example", network: direct, serverKey: answerKeySet().keys[0] ?? {} });
      await createDevice(open(), recycler, { pointId, publicJwk: elsewhere.publicJwk });
      expect(await send(elsewhere, { readings: [reading()] })).toMatchObject({ status: 401, body: { code: "DEVICES.SIGNATURE_WRONG" } });
      // After all that the right one still passes: nothing refused has used up its nonce.
      expect((await direct(address, init)).status).toBe(200);
    });

    it("asks for every component and parameter, and says which it takes", async () => {
      const { device } = await registered();
      const { url: address, init } = device.sign(JSON.stringify({ readings: [reading()] }));
      for (const [from, to] of [[` "content-digest"`, ""], [`"@method" `, ""], [`"@authority" `, ""], [/;nonce="[^"]*"/, ""], [/;created=\d+/, ""], [/;keyid="[^"]*"/, ""], [/;nonce="[^"]*"/, `;nonce="short"`]] as const) {
        const input = (init.headers["Signature-Input"] ?? "").replace(from, to);
        const response = await direct(address, { ...init, headers: { ...init.headers, "Signature-Input": input } });
        expect([response.status, ((await response.json()) as { code: string }).code], input).toEqual([401, "DEVICES.SIGNATURE_INCOMPLETE"]);
        expect(response.headers.get("accept-signature")).toContain('"content-digest"');
      }
    });

    it("refuses a clock that is off, with the right time in the answer, and says so to the staff", async () => {
      const { device, deviceId } = await registered();
      for (const [seconds, status] of [[-290, 200], [290, 200], [-330, 401], [330, 401]] as const) {
        const answer = await send(device, { readings: [reading()] }, { createdSeconds: Math.floor(Date.now() / 1000) + seconds });
        expect(answer.status, String(seconds)).toBe(status);
        if (status === 401) expect(Math.abs(new Date(answer.body.serverTime ?? 0).getTime() - Date.now())).toBeLessThan(5_000);
      }
      expect((await open().device.findUniqueOrThrow({ where: { id: deviceId } })).refusedCode).toBe("DEVICES.CLOCK_OFF");
    });

    it("lets a device in nowhere else, and nobody in without a device", async () => {
      const { device } = await registered();
      const { init } = device.sign("{}");
      const bookings = await answerApi(new Request(`${url}/api/v1/bookings`, { headers: init.headers }), () => Promise.resolve(open()));
      expect(bookings.status).toBe(401);
      const bare = await direct(`${url}/api/v1/devices/weigh-ins`, { method: "POST", headers: { "Content-Type": "application/json", Authorization: "Bearer x" }, body: "{}" });
      expect([bare.status, ((await bare.json()) as { code: string }).code]).toEqual([401, "DEVICES.SIGNATURE_MISSING"]);
    });
  });

  it("say how it is at their point for half an hour: once per id, signed for that address, and only there", async () => {
    const { device } = await registered();
    const path = "/api/v1/devices/state";
    const report = { id: newId(), subject: "paper", level: 3 };
    const first = await send(device, report, { path });
    expect(first.status).toBe(200);
    expect(new Date(String(first.body.expiresAt)).getTime() - new Date(first.body.serverTime ?? 0).getTime()).toBe(30 * 60_000);
    expect((await send(device, report, { path })).status).toBe(200);
    expect(await open().pointStateReport.findMany({ where: { pointId }, select: { subject: true, level: true, source: true } })).toEqual([{ subject: "paper", level: 3, source: "device" }]);
    expect((await liveStates(open(), [pointId], new Date())).get(pointId)).toBeDefined();
    const another = await registered();
    expect(await send(another.device, report, { path })).toMatchObject({ status: 409, body: { code: "POINTS.KEY_REUSED" } });
    expect(await send(device, { ...report, id: newId(), subject: "queue" }, { path })).toMatchObject({ status: 400, body: { code: "HTTP.INPUT_INVALID" } });
    const { init } = device.sign(JSON.stringify({ ...report, id: newId() }));
    const elsewhere = await direct(`${url}${path}`, init);
    expect([elsewhere.status, ((await elsewhere.json()) as { code: string }).code]).toEqual([401, "DEVICES.SIGNATURE_WRONG"]);
  });

  describe("readings", () => {
    it("go to the visit by its six digits, check it in, and show which device read them on both sides", async () => {
      const { device, deviceId } = await registered();
      const { bookingId, code, resident } = await visit(["cardboard", "glass_bottles"]);
      device.weigh({ material: "cardboard", grossGrams: 12_500, tareGrams: 500, bookingCode: code });
      device.weigh({ material: "glass_bottles", grossGrams: 4_000, bookingId });
      expect(await device.flush()).toMatchObject({ refused: null, answers: [{ outcome: "accepted", state: "attached", bookingId }, { outcome: "accepted", state: "attached", bookingId }] });
      expect(device.queued()).toBe(0);
      for (const side of [resident, staff]) {
        const { booking } = must(await openBooking(open(), side, bookingId));
        expect(booking.state).toBe("weighed");
        expect(booking.weighIns.map(({ netGrams, device: name, person }) => ({ netGrams, name, person }))).toEqual([{ netGrams: 12_000, name: "Floor scale", person: null }, { netGrams: 4_000, name: "Floor scale", person: null }]);
      }
      const steps = await open().transition.findMany({ where: { subjectId: bookingId, actorRole: "device" }, orderBy: { at: "asc" }, select: { toState: true, actorUserId: true } });
      expect(steps).toEqual(expect.arrayContaining([{ toState: "checked_in", actorUserId: null }, { toState: "weighed", actorUserId: null }]));
      expect(await open().weighIn.count({ where: { deviceId, method: "device" } })).toBe(2);
      // A correction by hand, with its reason, keeps what the device read.
      must(await weigh(open(), staff, { bookingId, readings: [{ material: "cardboard", grossGrams: 12_400, tareGrams: 500, contaminationPermille: 0, unit: "kg", reason: "A foot on the scale" }] }));
      const { booking } = must(await openBooking(open(), resident, bookingId));
      expect(booking.weighIns.filter((one) => one.material === "cardboard").map(({ device: name, person, superseded, reason }) => ({ name, person, superseded, reason }))).toEqual([
        { name: "Floor scale", person: null, superseded: true, reason: null },
        { name: null, person: staff.userName, superseded: false, reason: "A foot on the scale" },
      ]);
      must(await completeBooking(open(), staff, { bookingId }));
    });

    it("are answered one by one: what is wrong keeps nothing else out, and a repeat is answered as before", async () => {
      const { device } = await registered();
      const readings = [
        reading(),
        reading({ material: "moon dust" }),
        reading({ grossGrams: 100, tareGrams: 500 }),
        reading({ measuredAt: new Date(Date.now() - 7 * 24 * hourMs - 60_000).toISOString() }),
        reading({ measuredAt: new Date(Date.now() + 6 * 60_000).toISOString() }),
        reading({ measuredAt: new Date(Date.now() - 6 * 24 * hourMs).toISOString() }),
        reading({ bookingCode: "000001" }),
      ];
      const first = await send(device, { readings });
      expect(first.body.readings?.map(({ outcome, state, code }) => [outcome, state, code])).toEqual([
        ["accepted", "waiting", null],
        ["refused", null, "DEVICES.READING_INVALID"],
        ["refused", null, "DEVICES.READING_WEIGHT"],
        ["refused", null, "DEVICES.READING_TOO_OLD"],
        ["refused", null, "DEVICES.READING_AHEAD"],
        ["accepted", "waiting", null],
        ["accepted", "waiting", "PICKUPS.CODE_NOT_FOUND"],
      ]);
      const second = await send(device, { readings });
      expect(second.body.readings?.map(({ outcome, code }) => [outcome, code])).toEqual(first.body.readings?.map(({ outcome, code }) => [outcome === "accepted" ? "repeated" : outcome, code]));
      // A clock that was set meanwhile does not make another reading of it; another weight does.
      const reset = await send(device, { readings: [{ ...readings[0], measuredAt: new Date(Date.now() - 5_000).toISOString() }] });
      expect(reset.body.readings).toMatchObject([{ outcome: "repeated" }]);
      const changed = await send(device, { readings: [{ ...readings[0], grossGrams: 99_000 }] });
      expect(changed.body.readings).toMatchObject([{ outcome: "refused", code: "DEVICES.READING_ID_TAKEN" }]);
      // The id is the device's own: another one may use the same.
      expect((await send((await registered()).device, { readings: [readings[0]] })).body.readings).toMatchObject([{ outcome: "accepted" }]);
      expect(await send(device, { readings: [] })).toMatchObject({ status: 400, body: { code: "HTTP.INPUT_INVALID" } });
      expect(await send(device, { readings: Array.from({ length: 501 }, () => reading()) })).toMatchObject({ status: 400 });
    });

    it("wait where the visit does not take them: another point's, a material without a licence, a second weight without a reason", async () => {
      const { device } = await registered();
      const elsewhere = await createOwnPoint(open(), { recycler });
      const slot = await createSlot(open(), { pointId: elsewhere.pointId, recycler, startsAt: new Date(Date.now() + 2 * hourMs) });
      const foreign = must(await bookSlot(open(), await createPerson(open()), { bookingId: newId(), slotId: slot.slotId, lines: [{ material: "cardboard", declaredGrams: null }], note: "" })).bookingId;
      const { bookingId } = await visit();
      await open().pointMaterial.createMany({ data: [{ pointId, material: "batteries_portable" }], skipDuplicates: true });
      const batch = await send(device, { readings: [reading({ bookingId: foreign }), reading({ bookingId, material: "batteries_portable" }), reading({ bookingId }), reading({ bookingId, grossGrams: 9_000 }), reading({ bookingId, grossGrams: 9_000, reason: "Second bag" })] });
      expect(batch.body.readings?.map(({ state, code }) => [state, code])).toEqual([["waiting", "PICKUPS.NOT_FOUND"], ["waiting", "PICKUPS.NOT_LICENSED"], ["attached", null], ["waiting", "PICKUPS.REASON_NEEDED"], ["attached", null]]);
      expect(await open().booking.findUniqueOrThrow({ where: { id: foreign }, select: { state: true } })).toEqual({ state: "confirmed" });
    });

    it("that wait are assigned with who said so, or put aside with a reason; by the recycler's staff, once", async () => {
      const { device } = await registered();
      const [one, two] = [reading(), reading()];
      await send(device, { readings: [one, two] });
      const waiting = must(await viewWaitingReadings(open(), staff, null)).readings;
      const rowOf = async (readingId: string) => open().deviceReading.findFirstOrThrow({ where: { readingId } });
      const [first, second] = [await rowOf(one.id), await rowOf(two.id)];
      expect(waiting.map((row) => row.id)).toEqual(expect.arrayContaining([first.id, second.id]));
      const { bookingId, resident } = await visit();
      const assign = (actor: Actor, version = 1) => assignReading(open(), actor, { readingId: first.id, version, bookingId, reason: "" });
      expect(await assign(await createParty(open(), "recycler"))).toMatchObject({ error: "DEVICES.NOT_FOUND" });
      expect(await assign(await withRole(open(), recycler, "viewer"))).toMatchObject({ error: "DEVICES.NOT_ALLOWED" });
      expect(await assign(staff, 5)).toMatchObject({ error: "DEVICES.STALE" });
      expect(await assignReading(open(), staff, { readingId: first.id, version: 1, bookingId: "nowhere", reason: "" })).toMatchObject({ error: "PICKUPS.NOT_FOUND" });
      must(await assign(staff));
      expect(await assign(staff)).toMatchObject({ error: "DEVICES.WRONG_STATE", details: { state: "attached" } });
      expect(must(await openBooking(open(), resident, bookingId)).booking.weighIns).toMatchObject([{ device: "Floor scale", person: staff.userName, netGrams: 12_000 }]);
      const dismiss = (actor: Actor, reason: string) => dismissReading(open(), actor, { readingId: second.id, version: 1, reason });
      expect(await dismiss(resident, "Test")).toMatchObject({ error: "DEVICES.NOT_FOUND" });
      expect(await dismiss(staff, " ")).toMatchObject({ error: "DEVICES.REASON_NEEDED" });
      must(await dismiss(staff, "Calibration"));
      expect(await dismiss(staff, "Calibration")).toMatchObject({ error: "DEVICES.WRONG_STATE" });
      const rewritten = await open().deviceReading.update({ where: { id: second.id }, data: { grossGrams: 1 } }).then(() => null, (error: unknown) => error);
      expect(isCheckViolation(rewritten)).toBe(true);
      expect(await viewWaitingReadings(open(), await createPerson(open()), null)).toMatchObject({ error: "DEVICES.NOT_ALLOWED" });
    });
  });

  describe("a terminal with a wrong clock, out of the network's reach", () => {
    it("keeps what it read, sets its clock by the answer, sends all of it once, and what was lost on the way back again", async () => {
      let isDown = true;
      let losesAnswers = false;
      const network: Network = async (address, init) => {
        if (isDown) throw new TypeError("fetch failed");
        const answer = await direct(address, init);
        if (losesAnswers) throw new TypeError("terminated");
        return answer;
      };
      const { device, deviceId } = await registered({ network, clockAheadMs: -40 * 60_000, batch: 50 });
      const { bookingId, code } = await visit();
      const ids = [device.weigh({ material: "cardboard", grossGrams: 20_000, bookingCode: code }), ...Array.from({ length: 119 }, () => device.weigh({ material: "glass_bottles", grossGrams: 1_000 }))];
      expect(await device.flush()).toEqual({ answers: [], refused: "NETWORK" });
      expect(device.queued()).toBe(120);
      [isDown, losesAnswers] = [false, true];
      // The first answer, that of the clock, is lost as well; then the network is back.
      expect(await device.flush()).toEqual({ answers: [], refused: "NETWORK" });
      losesAnswers = false;
      const sent = await device.flush();
      expect(sent.refused).toBeNull();
      expect(sent.answers.map(({ id }) => id)).toEqual(ids);
      expect(new Set(sent.answers.map(({ outcome }) => outcome))).toEqual(new Set(["accepted"]));
      expect(await open().deviceReading.count({ where: { deviceId } })).toBe(120);
      const read = await open().deviceReading.findMany({ where: { deviceId }, select: { measuredAt: true } });
      for (const { measuredAt } of read) expect(Math.abs(measuredAt.getTime() - Date.now())).toBeLessThan(60_000);
      expect(must(await openBooking(open(), staff, bookingId)).booking.weighIns).toMatchObject([{ netGrams: 20_000 }]);

      // Taken by us, but the answer never arrived: sent again, counted once.
      device.weigh({ material: "glass_bottles", grossGrams: 2_000 });
      losesAnswers = true;
      expect(await device.flush()).toEqual({ answers: [], refused: "NETWORK" });
      losesAnswers = false;
      expect(await device.flush()).toMatchObject({ refused: null, answers: [{ outcome: "repeated", state: "waiting" }] });
      expect(await open().deviceReading.count({ where: { deviceId } })).toBe(121);
    });
  });
});
