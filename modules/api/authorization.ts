/** A caller with credentials of AWS, and the permission `execute-api:Invoke`. */
interface Iam {
  readonly kind: "AWS_IAM";
}

interface None {
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

interface Cognito extends CognitoOptions {
  readonly kind: "COGNITO_USER_POOLS";
  readonly name: string;
}

export interface LambdaOptions {
  /** ARN of the function, a version or an alias. */
  readonly functionArn: string;
  /**
   * What must be in a request before the function is asked, and what answers are kept by.
   *
   * @default ["method.request.header.Authorization"]
   */
  readonly identitySources?: readonly string[];
  /**
   * Seconds that an answer is kept, 0 to 3600.
   *
   * @default 300
   */
  readonly resultTtlInSeconds?: number;
  /**
   * ARN of a role of apigateway.amazonaws.com that may invoke the function.
   *
   * @default the function's own policy is made to admit this API
   */
  readonly invokeRoleArn?: string;
  /**
   * Distinguishes the authorizer from others of the API, also in construct ids.
   *
   * @default "lambda"
   */
  readonly name?: string;
}

interface Lambda extends LambdaOptions {
  readonly kind: "CUSTOM";
  readonly name: string;
}

interface ApiKey {
  readonly kind: "API_KEY";
  readonly beside: KeylessAuthorization;
}

/** Who is let in, apart from an API key. */
export type KeylessAuthorization = Iam | None | Cognito | Lambda;

/** What API Gateway keeps an authorizer for. */
export type AuthorizerOptions = Cognito | Lambda;

/** Who may use a REST API. */
export type Authorization = KeylessAuthorization | ApiKey;

export const Authorization = {
  /** Callers with credentials of AWS whose role allows it: see `grantInvoke`. */
  iam(): KeylessAuthorization {
    return { kind: "AWS_IAM" };
  },
  /** Everybody who can reach the API. */
  none(): KeylessAuthorization {
    return { kind: "NONE" };
  },
  /** Callers with a token of a Cognito user pool. */
  cognito(options: CognitoOptions): KeylessAuthorization {
    return { kind: "COGNITO_USER_POOLS", name: "cognito", ...options };
  },
  /** Callers whom a Lambda function lets in. */
  lambda(options: LambdaOptions): KeylessAuthorization {
    return { kind: "CUSTOM", name: "lambda", ...options };
  },
  /**
   * Callers with an API key of the usage plan, which limits them but hardly tells who they are:
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
   *
   * @param beside what they need besides; nothing if left out
   */
  apiKey(beside: KeylessAuthorization = { kind: "NONE" }): Authorization {
    return { kind: "API_KEY", beside };
  },
};

/** What is asked of a caller apart from an API key. */
export function withoutKey(authorization: Authorization): KeylessAuthorization {
  return authorization.kind === "API_KEY" ? authorization.beside : authorization;
}
