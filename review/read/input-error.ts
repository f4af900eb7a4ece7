/** Input that cannot be reviewed: the message says which, what is wrong with it and what to give instead. */
export class InputError extends Error {
  constructor(input: string, wrong: string, cure: string) {
    super(`${input}: ${wrong}. ${cure}`);
    this.name = "InputError";
  }
}
