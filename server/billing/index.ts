export { costOfTokens, type Tokens } from "./cost";
export { ensureDefaultPrices } from "./ensure-default-prices";
export { endInterval, startInterval } from "./intervals";
export { dayOf, type Month, monthOf } from "./month";
export { type TokenPrice, tokenPriceOf } from "./price-of";
export { quote } from "./quote";
export { recordUsage, type UsageEvent } from "./record-usage";
export { listUsageDays, sumUsage, totalUsage, type UsageFilter, type UsageSum } from "./store/usage";
export { assertCanSpend, creditLimitOf, owedBy, walletOf } from "./wallet";
