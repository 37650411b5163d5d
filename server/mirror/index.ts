export { createInsideOrigins } from "./inside-origins";
