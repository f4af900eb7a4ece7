import type { Entry } from "../../api/entry";
import { readUri } from "../../api/integration-uri";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { forwardsOf } from "../../load-balancer/forwards";
import { listenerPort, listenerProtocol } from "../../load-balancer/listeners";
import { healthCheckOf } from "../../load-balancer/target-group";
import { isResource } from "../../network/look-up";
import { broken, type Judgement, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";
import type { IntegrationWay } from "./integration-way";
import { merged } from "./merged";

export const integrationScheme: Rule<IntegrationWay> = {
  id: "API-13",
  title: "The scheme of the URI is what the listener speaks",
  check: ({ entries, target, listener }, graph) => {
    if (!isResource(target) || !listener) return undefined;
    return merged(
      entries.filter(({ by }) => by === "uri").flatMap((entry) => judge(graph, entry, target, listener)),
    );
  },
};

function judge(
  graph: Graph,
  { integration }: Entry,
  loadBalancer: Resource,
  listener: Resource,
): Judgement[] {
  const uri = readUri(integration.uri);
  if (uri === undefined || uri instanceof Unknown || uri.port !== listenerPort(listener)) return [];
  const { scheme } = uri;
  const protocol = listenerProtocol(listener, loadBalancer);
  if (scheme instanceof Unknown || typeof protocol !== "string") return [];
  const isTls = protocol === "TLS" || protocol === "HTTPS";
  const pair = `${integration.label} calls by ${scheme}, and ${listener.address} has protocol ${protocol}`;
  if (isTls === (scheme === "https") && protocol !== "TCP") return [proven(pair)];
  const words = {
    at: integration.at,
    found: pair,
    needed: isTls ? "a URI with https" : "a URI with http, or a listener that ends TLS",
    why: "API Gateway speaks the scheme of the URI to whatever answers at the listener.",
    fix: isTls
      ? `uri = "${uri.text.replace(/^http:/, "https:")}"`
      : `uri = "${uri.text.replace(/^https:/, "http:")}"`,
  };
  if (protocol !== "TCP") return [broken(words)];
  if (scheme === "http") return [proven(pair)];
  // A listener for TCP hands TLS on to the targets.
  const checked = forwardsOf(graph, listener)
    .forwards.flatMap(({ groups }) => groups.filter(isResource))
    .find(speaksTls);
  if (checked)
    return [proven(`${pair}; the health check of ${checked.address} shows that its targets speak TLS`)];
  return [
    unknown({
      ...words,
      found: `${pair}: whether the targets speak TLS is not in the files given`,
      needed: "targets that speak TLS, or a listener that ends it",
      fix: `${words.fix}, or let the health check of the target group have protocol = "HTTPS", which shows that the targets speak TLS`,
    }),
  ];
}

function speaksTls(group: Resource): boolean {
  const check = healthCheckOf(group);
  return check?.protocol === "HTTPS" && check.port === undefined;
}
