import { countBetween } from "../refusal";

/** Who is let in where everybody else is kept out. */
export const atLeastOneClient = countBetween([1, 1000], {
  allowed: "at least one security group, which the clients carry",
  fix: "name the groups that they carry",
});
