const HALF_LIFE_MS = 7 * 24 * 3_600_000;

/** The trend that one like or download gives at this moment: counts of later moments weigh exponentially more. */
export const trendAt = (moment: Date): number => moment.getTime() / HALF_LIFE_MS;

/** How many fresh likes and downloads a trend is worth now, with two decimals. */
export const trendingScore = (trend: number, now: Date): number => Math.round(2 ** (trend - trendAt(now)) * 100) / 100;
