export { type ILogGroup, LogGroup, type LogGroupAttributes, type LogGroupProps } from "./log-group";
