import { NetworkLoadBalancer, NetworkProtocol } from "../../../modules/load-balancer";
import { type Mistakes, service, vpc } from "./mistake";

export const LOAD_BALANCER_MISTAKES: Mistakes = {
  "A port that is taken": (stack) => {
    const subnets = vpc("app").subnetGroup("main");
    const balancer = new NetworkLoadBalancer(stack, "balancer", { name: "orders", subnets });
    const target = service(stack).container("web");
    for (const id of ["http", "more"]) balancer.listen(id, { target });
  },
  "A security policy that takes TLS 1.0": (stack) => {
    const subnets = vpc("app").subnetGroup("main");
    new NetworkLoadBalancer(stack, "balancer", { name: "orders", subnets }).listen("tls", {
      target: service(stack).container("web"),
      protocol: NetworkProtocol.tls({
        certificateArn: "arn:aws:acm:eu-central-1:111122223333:certificate/0123-4567",
        serverName: "orders.example.com",
        sslPolicy: "ELBSecurityPolicy-2016-08",
      }),
    });
  },
};
