/** What is aimed at: at most so much, in the unit of the figure. */
export interface Target {
  readonly atMost: number;
}

/** One line of the result. */
export interface Figure {
  readonly name: string;
  /** Undefined if it could not be measured. */
  readonly value: number | undefined;
  /** Writes a value with its unit. */
  readonly format: (value: number) => string;
  /** @default nothing is aimed at: the figure is for information */
  readonly target?: Target;
}

/** Whether the target is reached; undefined if the figure has none. */
export function isReached({ value, target }: Figure): boolean | undefined {
  if (!target) return undefined;
  return value !== undefined && value <= target.atMost;
}

export const times = (value: number): string => `${value.toFixed(2)} times`;
export const seconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} s`;
export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
export const megabytes = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} MB`;
