import { cn } from "./cn";

interface Props {
  /** Major units as decimal text, such as `0.000012`. It never becomes a binary fraction. */
  amount: string;
  /** ISO 4217. */
  currency: string;
  locale: string;
  /** Digits after the point, more only where nothing would be left; the exact amount is then on hover. */
  digits?: number;
  className?: string;
}

/** What nine decimals can hold is shown as it is: an amount may be shortened here and never changed. */
export function Money({ amount, currency, locale, digits = 9, className }: Props) {
  const exact = moneyText(amount, currency, { locale });
  const shown = moneyText(amount, currency, { locale, digits });
  return (
    <span title={shown === exact ? undefined : exact} className={cn("whitespace-nowrap tabular-nums", className)}>
      {shown}
    </span>
  );
}

const LEAST_FIGURES = 2;

interface Look {
  readonly locale: string;
  readonly digits?: number;
}

/** The same as text. `Intl` reads decimal text digit by digit (ECMA-402, Intl.NumberFormat v3). */
export function moneyText(amount: string, currency: string, { locale, digits = 9 }: Look): string {
  const minimumFractionDigits = Math.min(2, digits);
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits,
    maximumFractionDigits: digits,
    // Something that cost a millionth is not told as nothing.
    maximumSignificantDigits: LEAST_FIGURES,
    roundingPriority: "morePrecision",
  });
  return isDecimal(amount) ? format.format(amount) : amount;
}

const isDecimal = (text: string): text is `${number}` => /^-?\d+(\.\d+)?$/.test(text);
