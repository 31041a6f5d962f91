/** What has been seen, by 64 bits of a digest: about 16 bytes each, where a Set of texts takes a hundred. */
export class Seen {
  #slots = new Uint32Array(2 * 1024);
  #count = 0;

  /** Adds a digest given as hexadecimal digits; false when it was there. Two digests agree in 64 bits by chance once in 10^7 logs of a million. */
  add(digest: string): boolean {
    // Zero marks a free slot.
    const high = Number.parseInt(digest.slice(0, 8), 16) || 1;
    const low = Number.parseInt(digest.slice(8, 16), 16);
    if (!this.#put(high, low)) return false;
    this.#count += 1;
    if (this.#count * 3 > this.#slots.length) this.#grow();
    return true;
  }

  #put(high: number, low: number): boolean {
    const slots = this.#slots;
    const room = slots.length / 2;
    let slot = low % room;
    while (slots[2 * slot] !== 0) {
      if (slots[2 * slot] === high && slots[2 * slot + 1] === low) return false;
      slot = slot + 1 === room ? 0 : slot + 1;
    }
    slots[2 * slot] = high;
    slots[2 * slot + 1] = low;
    return true;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) {
      const high = old[at] as number;
      if (high !== 0) this.#put(high, old[at + 1] as number);
    }
  }
}
