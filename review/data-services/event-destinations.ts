import { perGraph } from "../graph/per-graph";
import type { Resource } from "../graph/resource";
import { isResource, lookUp } from "../network/look-up";
import { valuesAt } from "../network/nested-blocks";

/** Arguments that name where events of a function go, by what has them. */
const DESTINATIONS: Readonly<Record<string, readonly string[]>> = {
  aws_lambda_event_source_mapping: ["destination_config.on_failure.destination_arn"],
  aws_lambda_function: ["dead_letter_config.target_arn"],
  aws_lambda_function_event_invoke_config: [
    "destination_config.on_failure.destination",
    "destination_config.on_success.destination",
  ],
};

/**
 * Where Lambda itself sends failed or finished events of a function, with the function's role and from no VPC.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export const eventDestinationsOf = perGraph((graph, lambda: Resource): ReadonlySet<Resource> => {
  const saying = Object.keys(DESTINATIONS).flatMap((type) =>
    type === lambda.type ? [lambda] : graph.referring(type, "function_name", lambda).resources,
  );
  const named = saying.flatMap((one) =>
    (DESTINATIONS[one.type] ?? []).flatMap((path) =>
      valuesAt(one, path).map((value) => lookUp(graph, value)),
    ),
  );
  return new Set(named.filter(isResource));
});
