/**
 * Jest matchers on top of the review.
 *
 * @module private-paths/matchers
 */
import { toBeIsolated } from "./to-be-isolated";
import { toHaveNoBrokenPaths } from "./to-have-no-broken-paths";
import { type ExpectedPath, toProvePath } from "./to-prove-path";

export type { MatcherResult } from "./matcher-result";
export type { PathEnd, TerraformResourceLike } from "./path-end";
export type { Received, SynthesizableStack } from "./received";
export type { ExpectedPath } from "./to-prove-path";

/** The matchers, for `expect.extend`. To import this file where Jest's `expect` is global does that already. */
export const matchers = { toBeIsolated, toHaveNoBrokenPaths, toProvePath };

if (typeof expect !== "undefined" && typeof expect.extend === "function") expect.extend(matchers);

declare global {
  namespace jest {
    interface Matchers<R, T> {
      /**
       * Every hop from one end to the other is proven. Takes a stack, synthesized JSON, a plan or a state; the failure is the
       * review's own text.
       */
      toProvePath(path: ExpectedPath): R;
      /** No path that the configuration evidently means to have is broken. What is unknown does not fail it. */
      toHaveNoBrokenPaths(): R;
      /** No subnet has a way to the internet or from it, and nothing in it a public address. Fails if there is no subnet. */
      toBeIsolated(): R;
    }
  }
}
