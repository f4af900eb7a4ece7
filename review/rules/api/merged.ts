import { type Judgement, proven } from "../../verdict";

/** So many integrations are named one by one where all is well. */
const MOST = 3;

/** What a rule says of the integrations of a way, of which an API can have hundreds: every objection, and proofs in few words. */
export function merged(judgements: readonly Judgement[]): readonly Judgement[] {
  const proofs = judgements.flatMap((one) => ("evidence" in one ? [one] : []));
  const [first] = proofs;
  if (!first || proofs.length <= MOST) return judgements;
  const objections = judgements.filter((one) => !("evidence" in one));
  return [proven(`${first.evidence}; ${proofs.length - 1} more integrations alike`), ...objections];
}
