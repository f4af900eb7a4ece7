export { ecsServicePaths } from "./service-paths";
