/** A caller with credentials of AWS, and the permission `execute-api:Invoke`. */
export interface IamAuthorization {
  readonly kind: "AWS_IAM";
}

export interface NoAuthorization {
  readonly kind: "NONE";
}

export interface CognitoOptions {
  /** ARNs of the user pools whose tokens are taken. */
  readonly userPoolArns: readonly string[];
  /**
   * OAuth scopes, of which the access token must have one.
   *
   * @default none: an identity token is taken
   */
  readonly scopes?: readonly string[];
  /**
   * Distinguishes the authorizer from others of the API, also in construct ids.
   *
   * @default "cognito"
   */
  readonly name?: string;
}

export interface CognitoAuthorization extends CognitoOptions {
  readonly kind: "COGNITO_USER_POOLS";
  readonly name: string;
}

export interface JwtOptions {
  /** Who issues the tokens: an https URL, below which the keys are found. */
  readonly issuer: string;
  /** Whom the tokens are for, of which a token must name one. */
  readonly audience: readonly string[];
  /**
   * OAuth scopes, of which the token must have one.
   *
   * @default none
   */
  readonly scopes?: readonly string[];
  /**
   * Distinguishes the authorizer from others of the API, also in construct ids.
   *
   * @default "jwt"
   */
  readonly name?: string;
}

export interface JwtAuthorization extends JwtOptions {
  readonly kind: "JWT";
  readonly name: string;
}

export interface LambdaOptions {
  /**
   * ARN of the function, a version or an alias. It gets the whole request, and answers a REST API with an IAM policy, an HTTP API with
   * `isAuthorized` (format 2.0).
   */
  readonly functionArn: string;
  /**
   * Headers that must be in a request before the function is asked, and that its answers are kept by.
   *
   * @default ["Authorization"]
   */
  readonly headers?: readonly string[];
  /**
   * Seconds that an answer is kept, 0 to 3600.
   *
   * @default 300
   */
  readonly resultTtlInSeconds?: number;
  /**
   * ARN of a role of apigateway.amazonaws.com that may invoke the function.
   *
   * @default the function's own policy is made to admit this authorizer
   */
  readonly invokeRoleArn?: string;
  /**
   * Distinguishes the authorizer from others of the API, also in construct ids.
   *
   * @default "lambda"
   */
  readonly name?: string;
}

export interface LambdaAuthorization extends LambdaOptions {
  readonly kind: "CUSTOM";
  readonly name: string;
}

/** An API key, beside what else is asked for. */
export interface ApiKeyAuthorization {
  readonly kind: "API_KEY";
  /** What is asked for besides. */
  readonly beside: KeylessAuthorization;
}

/** What a REST API can ask for, apart from an API key. */
export type KeylessAuthorization =
  | IamAuthorization
  | NoAuthorization
  | CognitoAuthorization
  | LambdaAuthorization;

/** Who may use a REST API. */
export type RestAuthorization = KeylessAuthorization | ApiKeyAuthorization;

/** Who may use an HTTP API, which knows no user pools (a JWT's issuer can be one) and no API keys. */
export type HttpAuthorization = IamAuthorization | NoAuthorization | JwtAuthorization | LambdaAuthorization;

export const Authorization = {
  /** Callers with credentials of AWS whose role allows it: see `grantInvoke`. */
  iam(): IamAuthorization {
    return { kind: "AWS_IAM" };
  },
  /** Everybody who can reach the API. */
  none(): NoAuthorization {
    return { kind: "NONE" };
  },
  /**
   * One of these two, which only Terraform knows.
   *
   * @param kind `AWS_IAM` or `NONE`
   */
  either(kind: string): IamAuthorization {
    return { kind: kind as "AWS_IAM" };
  },
  /** Callers with a token of a Cognito user pool. */
  cognito(options: CognitoOptions): CognitoAuthorization {
    return { kind: "COGNITO_USER_POOLS", name: "cognito", ...options };
  },
  /** Callers with a JSON Web Token. */
  jwt(options: JwtOptions): JwtAuthorization {
    return { kind: "JWT", name: "jwt", ...options };
  },
  /** Callers whom a Lambda function lets in. */
  lambda(options: LambdaOptions): LambdaAuthorization {
    return { kind: "CUSTOM", name: "lambda", ...options };
  },
  /**
   * Callers with an API key of the usage plan, which limits them but hardly tells who they are:
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
   *
   * @param beside what they need besides; nothing if left out
   */
  apiKey(beside: KeylessAuthorization = { kind: "NONE" }): ApiKeyAuthorization {
    return { kind: "API_KEY", beside };
  },
};

/** What is asked of a caller apart from an API key. */
export function withoutKey(authorization: RestAuthorization): KeylessAuthorization {
  return authorization.kind === "API_KEY" ? authorization.beside : authorization;
}
