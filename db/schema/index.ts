export * from "./access";
export * from "./hub";
export * from "./platform";
