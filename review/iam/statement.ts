import type { Unknown, Value } from "../graph/value";

/** A statement of a policy, whatever it was written in. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html */
export interface Statement {
  readonly sid: string | undefined;
  /** Unknown as well if it is neither of the two, which AWS refuses. */
  readonly effect: "Allow" | "Deny" | Unknown;
  /** `Action` or `NotAction`; undefined if it has none. */
  readonly action: Selection | undefined;
  /** `Resource` or `NotResource`; undefined if it has none, as in the trust policy of a role. */
  readonly resource: Selection | undefined;
  /** `Principal` or `NotPrincipal`; undefined if it has none, as in the policies of a role. */
  readonly principal: PrincipalSelection | undefined;
  readonly conditions: readonly Condition[];
}

/** What is named, or all but what is named. */
export interface Selection {
  readonly except: boolean;
  readonly values: readonly Value[];
}

export interface PrincipalSelection {
  readonly except: boolean;
  readonly principals: readonly Principals[];
}

export interface Principals {
  /** `AWS`, `Service`, `Federated` or `CanonicalUser`; `*` for everyone; Unknown if it cannot be told. */
  readonly type: string | Unknown;
  readonly identifiers: readonly Value[];
}

/** A key that is compared: it holds if one of the values fits, or with an operator like `StringNotEquals` if none does. */
export interface Condition {
  /** Like `ArnLike` or `ForAllValues:StringEquals`; Unknown if the conditions cannot be told. */
  readonly operator: string | Unknown;
  /** Like `aws:SourceVpce`. */
  readonly key: string;
  readonly values: readonly Value[];
}
