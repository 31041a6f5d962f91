/**
 * The difference hash of a picture: whether each of 8 by 8 places is brighter than its right neighbour, as sixteen hex digits.
 * It survives scaling, encoding anew and small changes of colour, so that the same photo is recognised when it comes again.
 */

/** Width and height of the grey picture that is hashed: one more column than bits, to have neighbours. */
export const hashedSize = { width: 9, height: 8 } as const;

/** Hash of 9 by 8 grey values, row by row. */
export function differenceHash(grey: Uint8Array): string {
  let hash = "";
  for (let row = 0; row < hashedSize.height; row += 1) {
    let byte = 0;
    for (let column = 0; column < 8; column += 1) {
      const at = row * hashedSize.width + column;
      byte = (byte << 1) | ((grey[at] ?? 0) > (grey[at + 1] ?? 0) ? 1 : 0);
    }
    hash += byte.toString(16).padStart(2, "0");
  }
  return hash;
}

/** In how many of the 64 places two hashes differ; up to about 6 is the same photo to the eye. */
export function hashDistance(a: string, b: string): number {
  let different = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  while (different > 0n) {
    count += Number(different & 1n);
    different >>= 1n;
  }
  return count;
}

/** Nothing can be said of a picture without structure (a wall, a lens cap): its hash is the same as any other such picture's. */
export function saysNothing(hash: string): boolean {
  return hashDistance(hash, "0000000000000000") < 6;
}
