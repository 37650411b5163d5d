import { adjustWallet } from "./funds/adjust-wallet";
import { confirmBalanceChange } from "./funds/confirm-balance-change";
import { createVoucher } from "./funds/create-voucher";
import { getBalance } from "./funds/get-balance";
import { listBalanceChanges } from "./funds/list-balance-changes";
import { listVouchers } from "./funds/list-vouchers";
import { redeemVoucher } from "./funds/redeem-voucher";
import { refundCharge } from "./funds/refund-charge";
import { refuseBalanceChange } from "./funds/refuse-balance-change";
import { revokeVoucher } from "./funds/revoke-voucher";
import { topUpWallet } from "./funds/top-up-wallet";
import { getSpending } from "./get-spending";
import { listCharges } from "./list-charges";
import { listPrices } from "./list-prices";
import { listWallets } from "./list-wallets";
import { setPrice } from "./set-price";
import { setWalletLimit } from "./set-wallet-limit";
import { checkLedger } from "./statements/check-ledger";
import { downloadInvoice } from "./statements/download-invoice";
import { exportCharges } from "./statements/export-charges";
import { getInvoice } from "./statements/get-invoice";
import { getStatement } from "./statements/get-statement";
import { issueInvoice } from "./statements/issue-invoice";
import { listInvoices } from "./statements/list-invoices";
import { listStatements } from "./statements/list-statements";

export const billingOperations = {
  adjustWallet,
  checkLedger,
  confirmBalanceChange,
  createVoucher,
  downloadInvoice,
  exportCharges,
  getInvoice,
  issueInvoice,
  listInvoices,
  getBalance,
  getSpending,
  getStatement,
  listBalanceChanges,
  listCharges,
  listPrices,
  listStatements,
  listVouchers,
  listWallets,
  redeemVoucher,
  refundCharge,
  refuseBalanceChange,
  revokeVoucher,
  setPrice,
  setWalletLimit,
  topUpWallet,
};
