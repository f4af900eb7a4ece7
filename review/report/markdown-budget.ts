import { counted } from "./outline";

/** Room for what is to be said of what there was no room for. */
const RESERVE = 160;

interface Frame {
  readonly before: string;
  readonly after?: string;
}

/** Hands out the room of a report to its lists. Measures bytes of UTF-8: a text has never more UTF-16 units than that. */
export class Budget {
  private room: number;
  private readonly lists: BudgetedList[] = [];

  constructor(private readonly most: number) {
    this.room = most - RESERVE;
  }

  /** What is never left out. */
  always(text: string): string {
    this.room -= Buffer.byteLength(text);
    return text;
  }

  /**
   * As many whole items, in their order, as there is room for.
   *
   * @param noun what an item is called if it is left out
   * @param share of the room, to leave some to the lists that follow
   */
  list(noun: string, items: readonly string[], frame: Frame, share = 1): BudgetedList {
    const list = new BudgetedList(noun, items, frame, (text, limit) => this.take(text, limit));
    this.lists.push(list);
    list.fill(Math.floor(this.room * (1 - share)), this.most / 8);
    return list;
  }

  /** Like `Left out for want of room: 12 paths, 1 finding.`; empty if nothing was. */
  leftOut(): string {
    const parts = this.lists.flatMap(({ noun, left }) => (left > 0 ? [counted(left, noun)] : []));
    return parts.length > 0 ? `\nLeft out for want of room: ${parts.join(", ")}.\n` : "";
  }

  private take(size: number, keep: number): boolean {
    if (this.room - size < keep) return false;
    this.room -= size;
    return true;
  }
}

export class BudgetedList {
  private readonly taken: string[] = [];
  private next = 0;
  private skipped = 0;

  constructor(
    readonly noun: string,
    private readonly items: readonly string[],
    private readonly frame: Frame,
    private readonly take: (size: number, keep: number) => boolean,
  ) {}

  /**
   * Goes on from where it stopped.
   *
   * @param keep the room that must remain
   * @param large an item of more bytes is passed over, so that it does not keep all others out
   */
  fill(keep: number, large: number): void {
    for (; this.next < this.items.length; this.next++) {
      const item = this.items[this.next] ?? "";
      const framed = this.taken.length === 0 ? this.frame.before + item + (this.frame.after ?? "") : item;
      const size = Buffer.byteLength(framed);
      if (this.take(size, keep)) this.taken.push(item);
      else if (size > large) this.skipped++;
      else return;
    }
  }

  get left(): number {
    return this.items.length - this.next + this.skipped;
  }

  text(): string {
    return this.taken.length === 0 ? "" : this.frame.before + this.taken.join("") + (this.frame.after ?? "");
  }
}
