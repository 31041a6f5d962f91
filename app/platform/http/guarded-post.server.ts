import { lookup as dnsLookup, type LookupAddress } from "node:dns";
import http from "node:http";
import https from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** Why a request was not taken, where the other side did not say it by a status. */
export type PostProblem = "timeout" | "refused" | "name" | "certificate" | "address" | "network";

/** What came of a request: a status with the beginning of the body, or why there is none. */
export type PostOutcome = { status: number; snippet: string; problem: null } | { status: null; snippet: ""; problem: PostProblem };

export type PostInput = {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** How long the whole exchange may take, in milliseconds. */
  timeoutMs: number;
  /** How much of the answer is read, in bytes. */
  snippetBytes: number;
  /** Lets requests go to this machine; only where nothing is published. */
  allowLocal: boolean;
  /** Resolves names; the system's resolver unless a test brings one. */
  lookup?: typeof dnsLookup;
};

/** Whatever is not the open internet: this machine, private nets, links, carriers' nets, documentation, multicast, and IPv6 that carries IPv4. */
const closed = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8], ["10.0.0.0", 8], ["100.64.0.0", 10], ["127.0.0.0", 8], ["169.254.0.0", 16], ["172.16.0.0", 12], ["192.0.0.0", 24], ["192.0.2.0", 24],
  ["192.88.99.0", 24], ["192.168.0.0", 16], ["198.18.0.0", 15], ["198.51.100.0", 24], ["203.0.113.0", 24], ["224.0.0.0", 4], ["240.0.0.0", 4],
] as const) closed.addSubnet(net, bits, "ipv4");
// Of IPv6 only 2000::/3 is handed out; within it, what tunnels or documents is closed too.
const open6 = new BlockList();
open6.addSubnet("2000::", 3, "ipv6");
for (const [net, bits] of [["2001::", 23], ["2001:db8::", 32], ["2002::", 16], ["3fff::", 20]] as const) closed.addSubnet(net, bits, "ipv6");

/** True for an address of the open internet; false for anything else, text that is no address included. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closed.check(address, "ipv4");
  return family === 6 && open6.check(address, "ipv6") && !closed.check(address, "ipv6");
}

/** True for this machine itself. */
function isLoopback(address: string): boolean {
  return address === "::1" || (isIP(address) === 4 && address.startsWith("127."));
}

/** True for the names and addresses of this machine, as `URL.hostname` writes them. */
export function isLocalHostname(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || isLoopback(hostname);
}

/**
 * Posts to an address that somebody else chose. The connection goes to exactly the address that was checked (a name that answers
 * differently the second time finds no second time), every address of the name has to be public, redirects are not followed,
 * and neither time nor answer grow beyond their limits. Never throws.
 */
export function guardedPost(input: PostInput): Promise<PostOutcome> {
  const url = new URL(input.url);
  const isLocal = input.allowLocal && isLocalHostname(url.hostname);
  const isFine = isLocal ? isLoopback : isPublicAddress;
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  // Sockets do not look up what is an address already.
  if (isIP(literal) !== 0 && !isFine(literal)) return Promise.resolve(failure("address"));
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLocal)) return Promise.resolve(failure("address"));
  const resolve = input.lookup ?? dnsLookup;
  const lookup: LookupFunction = (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return done(error, "", 4);
      const [first] = found;
      if (!first || !found.every(({ address }) => isFine(address))) return done(Object.assign(new Error("address"), { code: "EADDRESS" }), "", 4);
      if (options.all) done(null, found);
      else done(null, first.address, first.family);
    });
  };
  return new Promise((settle) => {
    const payload = Buffer.from(input.body);
    // Set once there is a status, which stays what it was whatever becomes of the body.
    let finish: (() => void) | null = null;
    const request = (url.protocol === "https:" ? https : http).request(
      url,
      { method: "POST", agent: false, lookup, headers: { ...input.headers, "Content-Length": String(payload.length) } },
      (response) => {
        const parts: Buffer[] = [];
        let size = 0;
        finish = () => {
          settle({ status: response.statusCode ?? 0, snippet: textOf(Buffer.concat(parts).subarray(0, input.snippetBytes)), problem: null });
          request.destroy();
        };
        response.on("data", (part: Buffer) => {
          parts.push(part);
          size += part.length;
          if (size >= input.snippetBytes) finish?.();
        });
        response.on("end", finish);
        response.on("error", finish);
      },
    );
    const timer = setTimeout(() => {
      if (finish) finish();
      else request.destroy(Object.assign(new Error("timeout"), { code: "ETIMEDOUT" }));
    }, input.timeoutMs);
    request.on("close", () => {
      clearTimeout(timer);
      // A connection that closes without a word, or that asked to speak another protocol.
      settle(failure("network"));
    });
    request.on("error", (error: NodeJS.ErrnoException) => {
      if (finish) finish();
      else settle(failure(problemOf(error.code ?? "")));
    });
    request.end(payload);
  });
}

function failure(problem: PostProblem): PostOutcome {
  return { status: null, snippet: "", problem };
}

function problemOf(code: string): PostProblem {
  if (code === "EADDRESS") return "address";
  if (code === "ETIMEDOUT") return "timeout";
  if (code === "ECONNREFUSED") return "refused";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "name";
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code)) return "certificate";
  return "network";
}

/** Text that pages and databases take: no control characters but line breaks and tabs. */
function textOf(bytes: Buffer): string {
  return new TextDecoder().decode(bytes).replace(/(?![\t\n])\p{Cc}/gu, "");
}
