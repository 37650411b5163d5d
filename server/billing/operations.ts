import { getSpending } from "./get-spending";
import { listCharges } from "./list-charges";
import { listPrices } from "./list-prices";
import { setPrice } from "./set-price";
import { setWalletLimit } from "./set-wallet-limit";

export const billingOperations = { getSpending, listCharges, listPrices, setPrice, setWalletLimit };
