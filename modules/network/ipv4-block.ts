/** A block of IPv4 addresses, like `10.0.0.0/16`. */
export class Ipv4Block {
  private constructor(
    /** First address as a number from 0 to 2^32 - 1. */
    readonly first: number,
    /** Bits that all addresses of the block share, 0 to 32. */
    readonly prefixLength: number,
  ) {}

  /**
   * Reads CIDR notation.
   *
   * @returns undefined if the text is not a block, or has bits set behind its prefix (`10.0.0.1/16`)
   */
  static read(text: string): Ipv4Block | undefined {
    const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
    if (!match) return undefined;
    const [a, b, c, d, prefixLength] = match.slice(1).map(Number) as [number, number, number, number, number];
    if (Math.max(a, b, c, d) > 255 || prefixLength > 32) return undefined;
    const block = new Ipv4Block(((a * 256 + b) * 256 + c) * 256 + d, prefixLength);
    return block.first % block.size === 0 && block.toString() === text ? block : undefined;
  }

  /** Number of addresses. */
  get size(): number {
    return 2 ** (32 - this.prefixLength);
  }

  contains(other: Ipv4Block): boolean {
    return other.first >= this.first && other.first + other.size <= this.first + this.size;
  }

  overlaps(other: Ipv4Block): boolean {
    return this.contains(other) || other.contains(this);
  }

  /** The n-th (from 0) of the blocks of a longer prefix that this block divides into. */
  divided(prefixLength: number, n: number): Ipv4Block {
    return new Ipv4Block(this.first + n * 2 ** (32 - prefixLength), prefixLength);
  }

  toString(): string {
    const octets = [24, 16, 8, 0].map((shift) => Math.floor(this.first / 2 ** shift) % 256);
    return `${octets.join(".")}/${this.prefixLength}`;
  }
}
