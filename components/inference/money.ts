/** Decimal text in major units as people of a place write it; small amounts keep the digits that make them differ. */
export const formatAmount = (amount: string, currency: string, locale: string): string =>
  new Intl.NumberFormat(locale, { style: "currency", currency, maximumFractionDigits: 6 }).format(Number(amount));
