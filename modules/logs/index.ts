/**
 * CloudWatch log groups.
 *
 * @module private-paths/logs
 */
export { type ILogGroup, LogGroup, type LogGroupAttributes, type LogGroupProps } from "./log-group";
