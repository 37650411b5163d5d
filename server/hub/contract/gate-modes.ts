/** How people are let through: everybody who asks at once, or one by one by those who administer the repository. */
export const GATE_MODES = ["auto", "manual"] as const;
