/** What Jest takes from a matcher. Of its own, so that the declarations need no `@types/jest` where a test has another `expect`. */
export interface MatcherResult {
  readonly pass: boolean;
  /** The failure, also of `.not`. */
  readonly message: () => string;
}
