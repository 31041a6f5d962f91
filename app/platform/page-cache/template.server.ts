import { randomBytes } from "node:crypto";
import { constants, crc32, deflateRawSync } from "node:zlib";

/** A page with holes where its nonce stands, ready to be answered with another nonce each time. */
export type PageTemplate = {
  plain(nonce: string): Buffer;
  /** Packed on the first wish and kept; only the nonces and the checksum are new each time. */
  gzip(nonce: string): Buffer;
  /** What it holds in memory, with its packed form. */
  weight: number;
};

const nonceLength = 24;

/** A nonce of 144 bits whose letters need no escaping in HTML, JSON or a header; all have the same length. */
export function newNonce(): string {
  return randomBytes((nonceLength * 3) / 4).toString("base64url");
}

/**
 * Cuts a page at `mark`, the nonce it was rendered with. The mark is never sent and cannot be guessed, so nothing that
 * somebody wrote into the page can stand where it stands.
 */
export function pageTemplate(html: Buffer, mark: string): PageTemplate {
  if (mark.length !== nonceLength) throw new Error("a mark is as long as a nonce");
  const holes = holesOf(html, mark);
  let packed: Packed | undefined;
  return {
    weight: Math.ceil(html.length * 1.3) + 2048,
    plain: (nonce) => filled(html, holes, nonce),
    gzip: (nonce) => {
      packed ??= pack(html, holes);
      return filledGzip(packed, nonce);
    },
  };
}

function holesOf(html: Buffer, mark: string): number[] {
  const holes: number[] = [];
  for (let at = html.indexOf(mark); at >= 0; at = html.indexOf(mark, at + nonceLength)) holes.push(at);
  return holes;
}

function filled(bytes: Buffer, holes: readonly number[], nonce: string): Buffer {
  const copy = Buffer.allocUnsafe(bytes.length);
  bytes.copy(copy);
  for (const hole of holes) copy.write(nonce, hole, "latin1");
  return copy;
}

type Packed = {
  /** A whole gzip file; what belongs into its holes and its checksum is missing. */
  bytes: Buffer;
  holes: number[];
  /** The text between the holes, for the checksum over the whole. */
  texts: Buffer[];
};

/** RFC 1952: magic, deflate, no flags, no time, no extra flags, unknown system. */
const gzipHead = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
/** RFC 1951, 3.2.4: a stored block that is not the last, of as many bytes as a nonce has. */
const storedHead = Buffer.from([0, nonceLength, 0, ~nonceLength & 255, 255]);

/**
 * One gzip member (browsers ignore what follows the first). Each text is packed by itself up to a byte boundary, so that
 * nothing refers to the bytes of a nonce; the nonces stand between them unpacked.
 */
function pack(html: Buffer, holes: readonly number[]): Packed {
  const texts: Buffer[] = [];
  const parts: Buffer[] = [gzipHead];
  const packedHoles: number[] = [];
  let length = gzipHead.length;
  const add = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  let from = 0;
  for (const hole of holes) {
    const text = html.subarray(from, hole);
    texts.push(text);
    add(deflateRawSync(text, { finishFlush: constants.Z_FULL_FLUSH }));
    add(storedHead);
    packedHoles.push(length);
    add(Buffer.alloc(nonceLength));
    from = hole + nonceLength;
  }
  const last = html.subarray(from);
  texts.push(last);
  add(deflateRawSync(last));
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(html.length, 4);
  add(trailer);
  return { bytes: Buffer.concat(parts), holes: packedHoles, texts };
}

function filledGzip({ bytes, holes, texts }: Packed, nonce: string): Buffer {
  const copy = filled(bytes, holes, nonce);
  const [first = Buffer.alloc(0), ...rest] = texts;
  const checksum = rest.reduce((sum, text) => crc32(text, crc32(nonce, sum)), crc32(first));
  copy.writeUInt32LE(checksum, copy.length - 8);
  return copy;
}
