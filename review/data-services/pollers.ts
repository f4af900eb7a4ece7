/**
 * What Lambda itself asks for in the name of a function, from no VPC:
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
 */
export const OF_POLLERS =
  /^(sqs:(ReceiveMessage|DeleteMessage|GetQueueAttributes|ChangeMessageVisibility)|kinesis:(GetRecords|GetShardIterator|Describe\w+|List\w+|SubscribeToShard)|dynamodb:(GetRecords|GetShardIterator|DescribeStream|ListStreams))$/i;
