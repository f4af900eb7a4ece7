/**
 * The middle value, which one slow run does not move; of an even number, the mean of the two in the middle.
 *
 * @throws Error if there is no value
 */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new Error("There is no median of no values.");
  return (lower + upper) / 2;
}

/**
 * How many times larger the first is. Values of one round are divided by each other before the median is taken, since what
 * slows a machine down slows both of them.
 *
 * @throws Error if the rounds are not as many
 */
export function ratio(values: readonly number[], references: readonly number[]): number {
  if (values.length !== references.length) {
    throw new Error(`${values.length} values cannot be paired with ${references.length} references.`);
  }
  return median(values.map((value, round) => value / (references[round] as number)));
}
