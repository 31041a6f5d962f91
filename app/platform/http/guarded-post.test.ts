import type { LookupAddress } from "node:dns";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { guardedPost, isPublicAddress, type PostInput } from "./guarded-post.server.ts";

const servers: http.Server[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done).closeAllConnections())));
});

async function serve(answer: http.RequestListener): Promise<string> {
  const server = http.createServer(answer).listen(0, "127.0.0.1");
  servers.push(server);
  await new Promise((done) => server.once("listening", done));
  return `http://localhost:${(server.address() as AddressInfo).port}/hook`;
}

const post = (url: string, more: Partial<PostInput> = {}) => guardedPost({ url, headers: { "x-a": "b" }, body: "{}", timeoutMs: 2_000, snippetBytes: 500, allowLocal: true, ...more });

/** A resolver that answers with given addresses, whatever the name. */
const resolving = (...addresses: string[]) =>
  ((_name: string, _options: unknown, done: (error: null, found: LookupAddress[]) => void) => {
    done(null, addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })));
  }) as unknown as NonNullable<PostInput["lookup"]>;

describe("addresses of the open internet", () => {
  it.each(["93.184.216.34", "8.8.8.8", "172.32.0.1", "2606:2800:220:1:248:1893:25c8:1946", "2a00:1450:4001:81b::200e"])("%s is one", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255",
    "192.0.2.1", "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "64:ff9b::a00:1", "2001:db8::1", "2002:a00:1::1", "2001:0:1::1", "", "localhost", "1.2.3",
  ])("%s is none", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe("a post to somebody else's address", () => {
  it("sends body and headers, gives the status and the beginning of the answer without control characters", async () => {
    let seen = "";
    const url = await serve((request, response) => {
      request.on("data", (part) => (seen += String(part)));
      request.on("end", () => {
        seen += ` ${request.method} ${String(request.headers["x-a"])} ${String(request.headers["content-length"])}`;
        response.writeHead(202).end(`a\u0000b\n${"x".repeat(5_000)}`);
      });
    });
    const outcome = await post(url);
    expect(outcome).toEqual({ status: 202, problem: null, snippet: `ab\n${"x".repeat(496)}` });
    expect(seen).toBe("{} POST b 2");
  });

  it("does not follow redirects", async () => {
    let calls = 0;
    const target = await serve((_request, response) => {
      calls += 1;
      response.end();
    });
    const url = await serve((_request, response) => response.writeHead(307, { Location: target }).end());
    expect(await post(url)).toMatchObject({ status: 307 });
    expect(calls).toBe(0);
  });

  it("gives up on what does not answer, and on a body that never ends", async () => {
    const silent = await serve(() => undefined);
    expect(await post(silent, { timeoutMs: 150 })).toEqual({ status: null, snippet: "", problem: "timeout" });
    const endless = await serve((_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write("y".repeat(100)), 5);
      response.on("close", () => clearInterval(timer));
    });
    expect(await post(endless)).toEqual({ status: 200, snippet: "y".repeat(500), problem: null });
    const dripping = await serve((_request, response) => void response.writeHead(200).write("z"));
    expect(await post(dripping, { timeoutMs: 150 })).toMatchObject({ status: 200, snippet: "z" });
  });

  it("says what went wrong", async () => {
    const url = await serve(() => undefined);
    const port = new URL(url).port;
    await new Promise((done) => servers.pop()?.close(done));
    expect(await post(`http://127.0.0.1:${port}/`)).toMatchObject({ problem: "refused" });
    expect(await post("https://nowhere.invalid/")).toMatchObject({ problem: "name" });
  });

  it("reaches nothing inside: not by address, not by name, not when one of several addresses is inside, not where local is off", async () => {
    let calls = 0;
    const url = await serve((_request, response) => {
      calls += 1;
      response.end();
    });
    const { port } = new URL(url);
    const refused = { status: null, snippet: "", problem: "address" };
    expect(await post(url, { allowLocal: false })).toEqual(refused);
    expect(await post(`https://127.0.0.1:${port}/`, { allowLocal: false })).toEqual(refused);
    expect(await post(`https://[::ffff:127.0.0.1]:${port}/`)).toEqual(refused);
    expect(await post("https://169.254.169.254/latest/meta-data")).toEqual(refused);
    // What a name leads to is what counts, also where this machine itself may be called by its own names.
    expect(await post(`https://innocent.example:${port}/`, { lookup: resolving("127.0.0.1") })).toEqual(refused);
    expect(await post(`https://innocent.example:${port}/`, { lookup: resolving("93.184.216.34", "10.0.0.1") })).toEqual(refused);
    expect(await post(`https://innocent.example:${port}/`, { lookup: resolving() })).toEqual(refused);
    expect(await post(`http://localhost:${port}/`, { lookup: resolving("10.0.0.1") })).toEqual(refused);
    expect(await post("http://example.org/")).toEqual(refused);
    expect(calls).toBe(0);
  });
});
