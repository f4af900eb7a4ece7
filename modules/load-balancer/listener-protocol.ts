/** What a listener needs to end TLS. */
export interface TlsOptions {
  /** ARN of a certificate in AWS Certificate Manager of the same Region, or of a server certificate in IAM. */
  readonly certificateArn: string;
  /** The name that the certificate is made out to, which clients hold against it, like `orders.example.com`. */
  readonly serverName: string;
  /**
   * TCP port.
   *
   * @default 443
   */
  readonly port?: number;
  /**
   * Name of a predefined security policy: TLS versions and ciphers.
   *
   * @default "ELBSecurityPolicy-TLS13-1-2-2021-06": TLS 1.2 and 1.3. The provider's default still takes TLS 1.0
   */
  readonly sslPolicy?: string;
}

interface Encrypted extends Required<TlsOptions> {
  readonly scheme: "https";
}

interface Unencrypted {
  readonly scheme: "http";
  readonly port: number;
}

/** What a listener of a Network Load Balancer speaks. */
export type NetworkProtocol =
  | ({ readonly name: "TCP" } & Unencrypted)
  | ({ readonly name: "TLS" } & Encrypted);

/** What a listener of an Application Load Balancer speaks. */
export type ApplicationProtocol =
  | ({ readonly name: "HTTP" } & Unencrypted)
  | ({ readonly name: "HTTPS" } & Encrypted);

export const NetworkProtocol = {
  /** Connections are passed on as they come, and are taken for HTTP. */
  tcp(port = 80): NetworkProtocol {
    return { name: "TCP", scheme: "http", port };
  },
  /** TLS ends at the load balancer. */
  tls(options: TlsOptions): NetworkProtocol {
    return { name: "TLS", ...encrypted(options) };
  },
};

export const ApplicationProtocol = {
  /** Requests without encryption. */
  http(port = 80): ApplicationProtocol {
    return { name: "HTTP", scheme: "http", port };
  },
  /** TLS ends at the load balancer. */
  https(options: TlsOptions): ApplicationProtocol {
    return { name: "HTTPS", ...encrypted(options) };
  },
};

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html, the same for both load balancers */
function encrypted({ port = 443, sslPolicy, ...certificate }: TlsOptions): Encrypted {
  return {
    scheme: "https",
    port,
    sslPolicy: sslPolicy ?? "ELBSecurityPolicy-TLS13-1-2-2021-06",
    ...certificate,
  };
}
