import { getSpending } from "./get-spending";
import { listCharges } from "./list-charges";
import { listPrices } from "./list-prices";
import { listWallets } from "./list-wallets";
import { setPrice } from "./set-price";
import { setWalletLimit } from "./set-wallet-limit";

export const billingOperations = { getSpending, listCharges, listPrices, listWallets, setPrice, setWalletLimit };
